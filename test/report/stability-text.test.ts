// What is said of a stability analysis: its numbers, its verdict against the targets, and what could not be certified.
import { expect, test } from "vitest";
import { pointsText } from "../../src/report/stability-place.ts";
import { judged } from "../../src/report/stability-targets.ts";
import { stabilityJson, stabilityText } from "../../src/report/stability-text.ts";
import { stabilityOf } from "../../src/study/stability.ts";
import { analysisWith, funding, todaySet, tunedSet, worstFunding } from "./stability-sets.ts";

const text = stabilityText("eth", [todaySet, tunedSet]);
const row = (name: string): string => text.split("\n").find((line) => line.startsWith(name)) ?? "";

test("the text prints the numbers of the analysis, nominal and worst, today and tuned", () => {
  expect(row("Largest sensitivity Ms")).toMatch(/ 1\.23 +1\.65 +1\.23 +unstable +at most 1\.7$/);
  expect(row("Phase margin")).toMatch(/ 78\.5 +33\.3 +78\.5 +unstable/);
  expect(row("Gain margin")).toMatch(/ 7\.85× +/);
  expect(row("Tolerable latency (blocks)")).toMatch(/ 4,326 +82 +4,326 +unstable/);
  expect(row("the same in time")).toMatch(/ 14\.4 h +16\.4 min/); // 4326 and 82 blocks of 12 s
  expect(row("Extra latency over nominal delay")).toMatch(/ 864× +15\.4× +864× +unstable +at least 3×$/);
  expect(row("Command's churn")).toContain("0.321");
});

test("the text prints fold, amplification three ways, depth at which the book folds, and the maintenance loop", () => {
  expect(row("Distance to the fold")).toMatch(/7\.31.%/);
  expect(row("Total fall just below it")).toMatch(/9\.12.%/);
  expect(row("Total fall just above it")).toMatch(/57\.1.%/);
  expect(row("Depth below which the book folds")).toMatch(/137.%/);
  expect(row("Amplification, analytic")).toContain("8.00×");
  expect(row("Amplification of peak falls")).toContain("1.36×");
  expect(row("Amplification of variation")).toContain("1.25×");
  expect(row("Maintenance loop gain Lm")).toContain("0.222 (within 0.3)");
});

test("the text says which fall runs away on the venue as it is, or that none was found", () => {
  const played = { shock: 0.07, expected: 0.09, simulated: 0.09 };
  const rowWith = (onVenue: number | null): string => {
    const fold = { ...todaySet.analysis.fold, confirmed: { below: played, above: played, onVenue } };
    const words = stabilityText("eth", [{ ...todaySet, analysis: { ...todaySet.analysis, fold } }]);
    return words.split("\n").find((line) => line.startsWith("Fall that runs away with everything at work")) ?? "";
  };
  expect(rowWith(-Math.log1p(-0.25))).toMatch(/ 25\.0.%$/);
  expect(rowWith(null)).toMatch(/ none up to 47\.3.%$/);
  expect(row("Fall that runs away with everything at work")).toMatch(/ not simulated/);
});

test("the text names the worst place, what is not certified and why, and what simulation confirmed", () => {
  const line = text.replace(/\s+/g, " ");
  expect(line).toContain("stress, skew −0.3, depth × 0.5; funding response × 5");
  expect(line).toContain("cap loop: it acts one way only (at 1 point, first calm, skew 0, depth × 2)");
  expect(line).toContain("32 blocks multiply a swing by 0.790 a period (expected 0.810)");
  expect(line).toContain("Without feedback to certify: margin, maintenance, depth");
  expect(line).toContain("tolerates a latency of 82 blocks (16.4 min)");
});

test("points that share a bound stand in one row, what is infinite in words", () => {
  expect(row("calm or base")).toMatch(/0\.400 +0\.765 +0\.400 +0\.765$/);
  expect(row("stress")).toMatch(/1\.20 +without bound/);
});

test("a family of points is told by what is special about it", () => {
  const all = ["a, x, 1", "a, x, 2", "a, y, 1", "a, y, 2"];
  expect(pointsText(["a, x, 1", "a, x, 2"], all)).toBe("x");
  expect(pointsText(all, all)).toBe("all points");
});

test("targets: Ms at most 1.7, three nominal delays on top, stability everywhere", () => {
  expect(judged(analysisWith(worstFunding)).good).toBe(true);
  const sensitive = judged(analysisWith({ ...worstFunding, peakSensitivity: 1.71 }));
  expect(sensitive).toMatchObject({ good: false });
  expect(sensitive.sentences.join()).toContain("misses Ms at most 1.7: the largest is 1.71, at stress");
  const slow = { nominal: 5, extra: 14, extraSeconds: 168, firstUnstable: 15 };
  expect(judged(analysisWith({ ...worstFunding, delay: slow })).sentences.join()).toContain("the smallest is 2.8×");
  expect(judged(analysisWith({ ...worstFunding, delay: { ...slow, extra: 15 } })).good).toBe(true);
  expect(judged(tunedSet.analysis).sentences[0]).toContain("unstable in 1 of 2 loops that differ");
  expect(judged({ ...todaySet.analysis, marginLoop: { gain: 0, limit: 0.3, at: 0, worst: 0.31 } }).good).toBe(false);
  expect(judged(analysisWith({ ...funding, delay: { ...slow, firstUnstable: null } })).sentences.join()).toContain(
    "any delay is tolerated",
  );
});

test("a loop that only the tuned set closes has the tuned set's columns only", () => {
  const open = { ...todaySet.analysis, perChannel: [], pictures: [], delayMaps: [], latency: null, marginLoop: null };
  const words = stabilityText("eth", [{ ...todaySet, analysis: open }, tunedSet]);
  expect(words).toMatch(/^Quantity +tuned +tuned, worst case +Target$/m);
  expect(words).toContain("today: no certified loop limits the latency");
});

test("a venue without loops has a cascade to speak of and no margins", () => {
  const analysis = stabilityOf({ values: {}, models: [] });
  const words = stabilityText("static", [{ ...todaySet, analysis }]);
  expect(words).toContain("no loop is closed that a linear model covers");
  expect(words).toContain("Distance to the fold");
  expect(words).not.toMatch(/NaN|Infinity|undefined|null/);
});

test("the JSON is the analysis, number by number", () => {
  expect(JSON.parse(stabilityJson("eth", [todaySet, tunedSet]))).toEqual({ study: "eth", sets: [todaySet, tunedSet] });
});
