// What a BBOB function is made of: a landscape, and how an instance of it comes from a seed.

/** A function without its offset. */
export interface Landscape {
  /** Its best point in R^n. */
  readonly best: Float64Array;
  /** Height above the best loss; the search domain is [-5, 5]^n, but every point has one. */
  readonly height: (x: Float64Array) => number;
}

/** How an instance of a function is made. @param n dimension >= 2 @param seed of the instance */
export type Recipe = (n: number, seed: number) => Landscape;
