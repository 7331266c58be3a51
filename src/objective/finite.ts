// The first outcome that is not a finite number, so that it can be named and replayed.
import { type OutcomeName, type Outcomes, outcomeNames } from "../simulate/outcome.ts";

export interface NonFinite {
  readonly path: number;
  readonly name: OutcomeName;
  readonly value: number;
}

/** First value, in path order, that is NaN or infinite; null where every one is finite. */
export function findNonFinite({ paths, values }: Outcomes): NonFinite | null {
  for (let path = 0; path < paths; path++) {
    for (const [column, name] of outcomeNames.entries()) {
      const value = values[path * outcomeNames.length + column] ?? Number.NaN;
      if (!Number.isFinite(value)) return { path, name, value };
    }
  }
  return null;
}
