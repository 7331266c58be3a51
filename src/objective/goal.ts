// Soft goals: what an engineer wants of a metric without insisting, each an axis of a search with several objectives.

/** Met where the value is at most `atMost` (at least `atLeast`); normalised so that 1 is just met and less is better. */
export interface SoftGoal {
  readonly metric: string;
  readonly atMost?: number;
  readonly atLeast?: number;
}
