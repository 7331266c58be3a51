// The place where a continuous function changes sign, from the ends of an interval that holds it.

const MOST_STEPS = 400; // 5 to 10 are usual; halvings alone, every third step, need about 180

/**
 * A root of f between a and b, to a few units in the last place of the root: false position with the Illinois rule
 * (Dowell and Jarratt, "A modified regula falsi method for computing the root of an equation", BIT 11, 1971), and a
 * halving whenever three steps have not halved the bracket.
 * @param fa f(a)  @param fb f(b); the signs differ, or one is 0
 */
export function bracketedRoot(f: (x: number) => number, a: number, fa: number, b: number, fb: number): number {
  if (fa === 0) return a;
  if (fb === 0) return b;
  let [x0, f0, x1, f1] = [a, fa, b, fb];
  let width = Math.abs(b - a);
  for (let step = 1; step <= MOST_STEPS; step++) {
    const halve = step % 3 === 0 && Math.abs(x1 - x0) > 0.5 * width;
    if (step % 3 === 0) width = (halve ? 0.5 : 1) * Math.abs(x1 - x0);
    const x = halve ? 0.5 * (x0 + x1) : inside(x1 - f1 * ((x1 - x0) / (f1 - f0)), x0, x1);
    const fx = f(x);
    if (fx === 0) return x;
    if (fx < 0 === f1 < 0) f0 *= 0.5;
    else [x0, f0] = [x1, f1];
    [x1, f1] = [x, fx];
    if (Math.abs(x1 - x0) <= 4 * Number.EPSILON * Math.abs(x1)) return x1;
  }
  return x1;
}

/** x moved off the ends of the bracket by one rounding, so that a step from an end always shrinks it. */
function inside(x: number, a: number, b: number): number {
  const [low, high] = a < b ? [a, b] : [b, a];
  const least = 2 * Number.EPSILON * Math.max(Math.abs(low), Math.abs(high));
  if (!(x > low + least)) return Math.min(low + least, 0.5 * (low + high));
  return x < high - least ? x : Math.max(high - least, 0.5 * (low + high));
}
