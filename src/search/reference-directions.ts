// Directions spread evenly over the unit simplex, one or two layers of them.

/**
 * All vectors of `objectives` multiples of 1/`partitions` that sum to 1, in lexicographic order.
 * Das and Dennis, "Normal-boundary intersection", SIAM J. Optim. 8, 1998.
 * @param objectives M >= 1  @param partitions p >= 1; there are (M + p - 1 choose p) directions
 */
export function simplexDirections(objectives: number, partitions: number): number[][] {
  return compositions(objectives, partitions).map((counts) => counts.map((count) => count / partitions));
}

/**
 * An outer layer and an inner one drawn half way to the centre: directions inside the simplex without the many that a
 * fine single layer needs. Deb and Jain, "An evolutionary many-objective optimization algorithm using reference-point
 * based nondominated sorting approach, part I", IEEE Trans. Evol. Comput. 18, 2014.
 */
export function twoLayerDirections(objectives: number, outer: number, inner: number): number[][] {
  const drawn = simplexDirections(objectives, inner).map((direction) =>
    direction.map((share) => share / 2 + 1 / (2 * objectives)),
  );
  return [...simplexDirections(objectives, outer), ...drawn];
}

/** Vectors of `parts` whole numbers >= 0 that sum to `total`, in lexicographic order. */
function compositions(parts: number, total: number): number[][] {
  if (parts === 1) return [[total]];
  return Array.from({ length: total + 1 }, (_, first) =>
    compositions(parts - 1, total - first).map((rest) => [first, ...rest]),
  ).flat();
}
