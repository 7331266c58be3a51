// The table of certificates: what can be required of a parameter set without simulating it.

/** One number that follows from the parameters alone. */
export interface Certificate {
  readonly name: string;
  readonly unit: string;
  readonly better: "lower" | "higher";
  readonly meaning: string;
  /** Finite for every parameter set. @param vector full parameter vector of the model */
  readonly evaluate: (vector: Float64Array) => number;
}

/** Infinite values are reported as this: nothing deeper, longer or larger is looked at. */
export const CERTIFICATE_LIMIT = 1e6;
