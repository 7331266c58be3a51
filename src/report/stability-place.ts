// Where a certificate was computed, in words: the state of the market and what was varied of the plant.
import type { Place } from "../stability/analysis.ts";
import { exact } from "./number-format.ts";

/** "stress, skew −0.3, depth × 0.5; funding response × 5". */
export function placeText({ point, variant }: Place): string {
  const { density, depth, fundingResponse } = variant;
  const factors = [
    ["book density", density],
    ["depth", depth],
    ["funding response", fundingResponse],
  ] as const;
  const varied = factors.filter(([, factor]) => factor !== 1).map(([name, factor]) => `${name} × ${exact(factor)}`);
  return [pointText(point), ...(varied.length === 0 ? [] : [varied.join(", ")])].join("; ");
}

/** The name of an operating point with the signs that the report uses. */
export function pointText(point: string): string {
  return point.replaceAll(" x ", " × ").replaceAll("-", "−");
}

/**
 * A family of points in words: for each part of their names what occurs in it, unless everything that there is occurs:
 * "calm or base, skew 0".
 * @param all every point that was looked at
 */
export function pointsText(points: readonly string[], all: readonly string[]): string {
  const parts = (names: readonly string[], place: number): readonly string[] => [
    ...new Set(names.map((name) => pointText(name).split(", ")[place] ?? "")),
  ];
  const places = (all[0] ?? "").split(", ").map((_, place) => place);
  const words = places
    .filter((place) => parts(points, place).length < parts(all, place).length)
    .map((place) => parts(points, place).join(" or "));
  return words.length === 0 ? "all points" : words.join(", ");
}
