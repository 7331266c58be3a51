// Points of the Halton sequence.

/**
 * Point `index` (from 0; the first is the origin) with one prime base per dimension: the digits of the index mirrored
 * at the point (J. H. Halton, Numerische Mathematik 2, 1960). Each coordinate is in [0, 1).
 */
export function haltonPoint(index: number, bases: readonly number[]): Float64Array {
  return Float64Array.from(bases, (base) => radicalInverse(index, base));
}

function radicalInverse(index: number, base: number): number {
  let mirrored = 0;
  let scale = 1;
  for (let rest = index; rest > 0; rest = Math.floor(rest / base)) {
    mirrored = mirrored * base + (rest % base);
    scale *= base;
  }
  return mirrored / scale;
}
