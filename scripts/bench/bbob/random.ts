// The numbers from which BBOB draws its instances: a fixed generator, so that an instance is the same everywhere.
//
// Hansen, Finck, Ros, Auger, "Real-parameter black-box optimization benchmarking 2009: noiseless functions definitions",
// INRIA RR-6829, 2009; the generator is that of its reference programs: a Lehmer generator (16807 mod 2^31 - 1, by
// Schrage's division) shuffled through a table of 32 words (Bays and Durham).

const MODULUS = 2147483647;
const TABLE = 32;
const WARM_UP = 40;

/** `count` uniform numbers in (0, 1). @param seed whole, >= 0 */
export function uniforms(count: number, seed: number): Float64Array {
  let word = Math.max(1, Math.abs(seed));
  const table = new Float64Array(TABLE);
  for (let k = WARM_UP - 1; k >= 0; k--) {
    word = nextWord(word);
    if (k < TABLE) table[k] = word;
  }
  let last = table[0] ?? 0;
  return new Float64Array(count).map(() => {
    word = nextWord(word);
    const place = Math.floor(last / 67108865);
    last = table[place] ?? 0;
    table[place] = word;
    return last === 0 ? 1e-99 : last / MODULUS;
  });
}

function nextWord(word: number): number {
  const quotient = Math.floor(word / 127773);
  const next = 16807 * (word - quotient * 127773) - 2836 * quotient;
  return next < 0 ? next + MODULUS : next;
}

/** `count` standard normal numbers, by Box and Muller. */
export function normals(count: number, seed: number): Float64Array {
  const u = uniforms(2 * count, seed);
  return new Float64Array(count).map((_, i) => {
    const g = Math.sqrt(-2 * Math.log(u[i] ?? 0)) * Math.cos(2 * Math.PI * (u[count + i] ?? 0));
    return g === 0 ? 1e-99 : g;
  });
}

/** The loss at the best point: a ratio of normal numbers, rounded to hundredths, within 1000 of zero. */
export function bestLoss(seed: number): number {
  const ratio = (normals(1, seed)[0] ?? 0) / (normals(1, seed + 1)[0] ?? 1);
  return Math.min(1000, Math.max(-1000, Math.round(100 * 100 * ratio) / 100));
}

/** A best point uniform in [-4, 4]^n, on a grid and never zero. */
export function bestPoint(n: number, seed: number): Float64Array {
  return uniforms(n, seed).map((u) => {
    const x = (8 * Math.floor(1e4 * u)) / 1e4 - 4;
    return x === 0 ? -1e-5 : x;
  });
}

/** A random rotation, n x n row-major: its columns are Gram and Schmidt's basis of normal vectors. */
export function rotation(n: number, seed: number): Float64Array {
  const drawn = normals(n * n, seed);
  const basis: Float64Array[] = [];
  for (let k = 0; k < n; k++) {
    const vector = drawn.slice(k * n, (k + 1) * n);
    for (const earlier of basis) {
      const along = inner(vector, earlier);
      for (let i = 0; i < n; i++) vector[i] = (vector[i] ?? 0) - along * (earlier[i] ?? 0);
    }
    const length = Math.sqrt(inner(vector, vector));
    basis.push(vector.map((v) => v / length));
  }
  return new Float64Array(n * n).map((_, k) => basis[k % n]?.[Math.floor(k / n)] ?? 0);
}

function inner(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, v, i) => sum + v * (b[i] ?? 0), 0);
}

/** The places 0 to count - 1 in the order of uniform numbers: a random permutation. */
export function permutation(count: number, seed: number): readonly number[] {
  const u = uniforms(count, seed);
  return Array.from(u.keys()).sort((a, b) => (u[a] ?? 0) - (u[b] ?? 0));
}
