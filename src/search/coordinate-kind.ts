// What a coordinate of the unit cube stands for: a number, or one of a few levels laid side by side.

/** Levels share [0, 1] in equal cells. A choice is laid out in the order in which its options are listed. */
export type CoordinateKind =
  | { readonly kind: "continuous" }
  | { readonly kind: "integer"; readonly levels: number }
  | { readonly kind: "choice"; readonly levels: number };

/** Number of levels of a coordinate, 0 for a continuous one (also where no kinds are given). */
export function levelsOf(kinds: readonly CoordinateKind[], coordinate: number): number {
  const kind = kinds[coordinate];
  return kind === undefined || kind.kind === "continuous" ? 0 : kind.levels;
}

/** The level of a coordinate in [0, 1]. */
export function levelAt(x: number, levels: number): number {
  return Math.min(levels - 1, Math.max(0, Math.floor(x * levels)));
}

/** The point with every discrete coordinate in the middle of its cell. */
export function inCells(point: Float64Array, kinds: readonly CoordinateKind[]): Float64Array {
  if (kinds.length === 0) return point;
  return point.map((x, i) => {
    const levels = levelsOf(kinds, i);
    return levels === 0 ? x : (levelAt(x, levels) + 0.5) / levels;
  });
}
