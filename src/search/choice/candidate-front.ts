// What every rule of choice asks of a front before it chooses: at least one point, as many numbers in each.
import { type Problem, UserError } from "../../numeric/user-error.ts";
import { boundsOf, type Front, type Objectives } from "../front.ts";

/** @throws UserError when the front is empty, lengths differ or a value is not finite */
export function checkFront(subject: string, front: Front): void {
  const problems: Problem[] = [];
  const [first] = front;
  if (first === undefined) {
    const remedy = "relax the constraints or search longer";
    problems.push({ place: "front", message: `found no point; expected at least 1; ${remedy}` });
  }
  for (const [index, point] of front.entries()) {
    const place = `front > ${index}`;
    const expected = `expected ${first?.length ?? 0}, as in the first point`;
    if (point.length === 0 || point.length !== first?.length) {
      problems.push({ place, message: `found ${point.length} objectives; ${expected}` });
    } else if (!point.every(Number.isFinite)) {
      const remedy = "leave failed points out";
      problems.push({ place, message: `found [${point.join(", ")}]; expected finite numbers; ${remedy}` });
    }
  }
  if (problems.length > 0) throw new UserError(subject, problems);
}

/** One number for each objective, or a problem that says so. */
export function checkLength(place: string, values: readonly unknown[], front: Front): readonly Problem[] {
  const expected = front[0]?.length ?? 0;
  if (values.length === expected) return [];
  return [{ place, message: `found ${values.length} values; expected ${expected}, one for each objective` }];
}

/** Every objective from 0 (best of the front) to 1 (worst of the front); a constant one is 0 throughout. */
export function normalised(front: Front): Objectives[] {
  const { ideal, nadir } = boundsOf(front);
  return front.map((point) =>
    point.map((value, k) => {
      const low = ideal[k] ?? 0;
      const range = (nadir[k] ?? 0) - low;
      return range > 0 ? (value - low) / range : 0;
    }),
  );
}

/** Index of the least score; of equal ones the lexicographically least point, of equal points the first. */
export function leastBy(front: Front, scores: readonly (readonly number[])[]): number {
  let best = 0;
  for (let index = 1; index < front.length; index++) {
    if (
      precedes([...(scores[index] ?? []), ...(front[index] ?? [])], [...(scores[best] ?? []), ...(front[best] ?? [])])
    ) {
      best = index;
    }
  }
  return best;
}

function precedes(a: Objectives, b: Objectives): boolean {
  const k = a.findIndex((value, i) => value !== b[i]);
  return k >= 0 && (a[k] ?? 0) < (b[k] ?? 0);
}
