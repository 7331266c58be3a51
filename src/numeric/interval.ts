// An interval with a low and a high end, and the confidence that the project's claims carry.

/** Both ends belong to the interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Confidence of every interval that the project prints. */
export const CONFIDENCE = 0.95;
