// A statistic over paths with its interval: what every claim of the project is made of.

/** A statistic over paths with its 95 % interval. */
export interface Measure {
  readonly value: number;
  /** Standard error of the value; 0 where the interval is exact (Clopper–Pearson) and no error is defined. */
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
}

/** Measures by metric name, in the order of the metric table. */
export type Measures = Readonly<Record<string, Measure>>;
