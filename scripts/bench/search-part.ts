// What one part of the search bench is asked, and what it found.

export interface SearchBenchOptions {
  /** Seeds of each search, from `seed` on. */
  readonly runs: number;
  readonly seed: number;
  readonly functions: string;
  readonly dimension: string;
  readonly reference: string | null;
}

export interface Part {
  /** Tables for people. */
  readonly words: string;
  readonly json: object;
}

export function seedsOf({ runs, seed }: SearchBenchOptions): readonly number[] {
  return Array.from({ length: runs }, (_, k) => seed + k);
}
