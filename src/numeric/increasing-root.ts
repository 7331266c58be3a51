// The root of an increasing function: Newton's method kept inside a shrinking bracket.

/** Value and slope of a function at one point. */
export interface ValueAndSlope {
  readonly value: number;
  readonly slope: number;
}

/**
 * The t in [low, high] where an increasing function is 0, to a few units in the last place of max(1, |t|).
 * A Newton step that leaves the bracket, or would not halve the step before it, is replaced by a bisection
 * (Press et al., Numerical Recipes, 3rd ed. 2007, section 9.4, `rtsafe`).
 */
export function increasingRoot(at: (t: number) => ValueAndSlope, low: number, high: number, start: number): number {
  let [a, b, t] = [low, high, Math.min(high, Math.max(low, start))];
  let lastStep = b - a;
  for (let i = 0; i < 300; i++) {
    const { value, slope } = at(t);
    if (value === 0) return t;
    if (value < 0) a = t;
    else b = t;
    const step = -value / slope;
    const newton = t + step;
    const useful = newton >= a && newton <= b && 2 * Math.abs(step) <= Math.abs(lastStep);
    const next = useful ? newton : 0.5 * (a + b);
    lastStep = next - t;
    t = next;
    if (Math.abs(lastStep) <= 2 * Number.EPSILON * Math.max(1, Math.abs(t))) return t;
  }
  return t;
}
