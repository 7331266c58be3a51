// Objective vectors and when one is better than another; what every file about fronts shares.

/** One value per objective, lower is better. */
export type Objectives = readonly number[];

/** Objective vectors, all of one length; the order means nothing but where a tie is broken by it. */
export type Front = readonly Objectives[];

/**
 * Pareto dominance: `a` is nowhere worse and somewhere better. Equal vectors do not dominate each other.
 */
export function dominates(a: Objectives, b: Objectives): boolean {
  let better = false;
  for (let k = 0; k < a.length; k++) {
    const [left, right] = [a[k] ?? 0, b[k] ?? 0];
    if (left > right) return false;
    if (left < right) better = true;
  }
  return better;
}

/** Least and largest value of each objective over a front that is not empty. */
export function boundsOf(front: Front): { readonly ideal: number[]; readonly nadir: number[] } {
  const ideal = [...(front[0] ?? [])];
  const nadir = [...ideal];
  for (const point of front) {
    for (const [k, value] of point.entries()) {
      ideal[k] = Math.min(ideal[k] ?? value, value);
      nadir[k] = Math.max(nadir[k] ?? value, value);
    }
  }
  return { ideal, nadir };
}

/** Order by the first objective, then the second and so on; negative when `a` comes first. */
export function compareLexicographically(a: Objectives, b: Objectives): number {
  for (let k = 0; k < a.length; k++) {
    const [left, right] = [a[k] ?? 0, b[k] ?? 0];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
