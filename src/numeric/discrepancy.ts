// How far a set of points is from even: four discrepancies of the unit cube, smaller is more even.

export interface Discrepancies {
  readonly centred: number;
  readonly wrapAround: number;
  readonly mixture: number;
  /** Root of the squared L2 star discrepancy; the three others are squares. */
  readonly starL2: number;
}

type Coordinate = (x: number) => number;
type Pair = (x: number, y: number) => number;

/**
 * Discrepancies of points in [0, 1]^d, by their closed forms in O(n² d): F. J. Hickernell, A generalized discrepancy
 * and quadrature error bound, 1998 (centred, wrap-around); Y.-D. Zhou, K.-T. Fang & J.-H. Ning, Mixture discrepancy,
 * 2013; T. T. Warnock, 1972 (star).
 */
export function discrepancies(points: readonly ArrayLike<number>[]): Discrepancies {
  const d = points[0]?.length ?? 0;
  const star = 3 ** -d - 2 ** (1 - d) * meanOverPoints(points, starOne) + meanOverPairs(points, starTwo);
  return {
    centred: (13 / 12) ** d - 2 * meanOverPoints(points, centredOne) + meanOverPairs(points, centredTwo),
    wrapAround: -((4 / 3) ** d) + meanOverPairs(points, wrapTwo),
    mixture: (19 / 12) ** d - 2 * meanOverPoints(points, mixtureOne) + meanOverPairs(points, mixtureTwo),
    starL2: Math.sqrt(star),
  };
}

const off = (x: number): number => Math.abs(x - 0.5);
const apart = (x: number, y: number): number => Math.abs(x - y);

const starOne: Coordinate = (x) => 1 - x * x;
const starTwo: Pair = (x, y) => 1 - Math.max(x, y);
const centredOne: Coordinate = (x) => 1 + 0.5 * off(x) - 0.5 * off(x) ** 2;
const centredTwo: Pair = (x, y) => 1 + 0.5 * (off(x) + off(y) - apart(x, y));
const wrapTwo: Pair = (x, y) => 1.5 - apart(x, y) + apart(x, y) ** 2;
const mixtureOne: Coordinate = (x) => 5 / 3 - 0.25 * off(x) - 0.25 * off(x) ** 2;
const mixtureTwo: Pair = (x, y) => 15 / 8 - 0.25 * (off(x) + off(y)) - 0.75 * apart(x, y) + 0.5 * apart(x, y) ** 2;

/** Mean over points of the product over coordinates. */
function meanOverPoints(points: readonly ArrayLike<number>[], factor: Coordinate): number {
  let sum = 0;
  for (const point of points) {
    let product = 1;
    for (let k = 0; k < point.length; k++) product *= factor(point[k] ?? Number.NaN);
    sum += product;
  }
  return sum / points.length;
}

/** Mean over ordered pairs of points, a point with itself included, of the product over coordinates. */
function meanOverPairs(points: readonly ArrayLike<number>[], factor: Pair): number {
  let sum = 0;
  for (const first of points) {
    for (const second of points) {
      let product = 1;
      for (let k = 0; k < first.length; k++) product *= factor(first[k] ?? Number.NaN, second[k] ?? Number.NaN);
      sum += product;
    }
  }
  return sum / points.length ** 2;
}
