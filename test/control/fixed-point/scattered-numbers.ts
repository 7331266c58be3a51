// Numbers in [-1, 1) that scatter well enough to drive a loop: Lehmer's generator (Park and Miller 1988).

/** @param seed 1 to 2^31 - 2 */
export function scatteredNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return (2 * state) / 2147483647 - 1;
  };
}
