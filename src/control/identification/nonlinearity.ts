// How far a system is from linear: its responses to an input, to twice that input, and to the opposite input compared.
import { UserError } from "../../numeric/user-error.ts";

/** Responses of equal length, as deviations from the path without input. */
export interface ScaledResponses {
  /** To the input u. */
  readonly single: ArrayLike<number>;
  /** To 2 u. */
  readonly double: ArrayLike<number>;
  /** To -u. */
  readonly opposite: ArrayLike<number>;
}

export interface Nonlinearity {
  /** ||y(2u) - 2 y(u)|| / ||2 y(u)||: 0 for a linear system; 1/2 where the response has saturated. */
  readonly scaling: number;
  /** ||y(u) + y(-u)|| / (||y(u)|| + ||y(-u)||): 0 for an odd response, 1 for an even one. */
  readonly asymmetry: number;
}

/**
 * Superposition tested at two points (control 3.4 b), Euclidean norms over time.
 * @throws UserError for other lengths and for a response that stays zero
 */
export function nonlinearity({ single, double, opposite }: ScaledResponses): Nonlinearity {
  if (single.length !== double.length || single.length !== opposite.length) {
    fail(
      "responses",
      `found ${single.length}, ${double.length} and ${opposite.length} samples; expected equal lengths`,
    );
  }
  const y = Array.from(single);
  const size = norm(y);
  if (!(size > 0)) fail("single", "found a response that stays zero; expected one; raise the amplitude");
  return {
    scaling: norm(y.map((value, t) => (double[t] ?? 0) - 2 * value)) / (2 * size),
    asymmetry: norm(y.map((value, t) => value + (opposite[t] ?? 0))) / (size + norm(Array.from(opposite))),
  };
}

function norm(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

function fail(place: string, message: string): never {
  throw new UserError("nonlinearity index", [{ place, message }]);
}
