// A number found from data, with its standard error.

export interface Estimate {
  readonly value: number;
  /** Null where the data give none (an estimate on the border of its range, a single observation). */
  readonly standardError: number | null;
}
