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

/** What points have in common, in words: "depth × 0.5" for all points of half the depth; "everywhere" where nothing is. */
export function pointsText(points: readonly string[]): string {
  const parts = points.map((point) => pointText(point).split(", "));
  const common = (parts[0] ?? []).filter((part) => parts.every((others) => others.includes(part)));
  return common.length === 0 ? "all points" : common.join(", ");
}
