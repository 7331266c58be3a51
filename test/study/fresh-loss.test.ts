// The loss over several worlds with its error: against the judged loss, and against the jackknife in each world.
import { expect, test } from "vitest";
import { measureOf, pairedMeasure } from "../../src/objective/estimate.ts";
import type { Measures } from "../../src/objective/measure.ts";
import { measureAll } from "../../src/objective/measures.ts";
import type { Outcomes } from "../../src/simulate/outcome.ts";
import { lossOver } from "../../src/study/fresh-loss.ts";
import { judgedIn } from "../../src/study/judged.ts";
import type { StudySpec } from "../../src/study/spec.ts";
import { studyOf } from "../../src/study/study-file.ts";
import { type World, worldsOf } from "../../src/study/worlds.ts";
import { normals, outcomesFrom } from "../objective/outcomes-from.ts";

const paths = 120;
const families = [{ name: "calm", weight: 3 }, { name: "crash" }];
const losses = [
  { metric: "excessDrawdown", weight: 2 },
  { metric: "capitalEfficiency", weight: 0.5, power: 2 },
];

function specWith(aggregate: unknown): StudySpec {
  const scenarios = { validation: { paths }, families, aggregate };
  return studyOf("study.yaml", { name: "a", objective: { losses }, scenarios }).spec;
}

/** A candidate's outcomes in a world without path `left`, which is null for all of them. */
type Play = (left: number | null) => Outcomes;

function played(stream: number, drawdown: number): Play {
  const [fall, leverage] = [normals(stream, paths), normals(stream + 1, paths)];
  return (left) => {
    const kept = (values: readonly number[]) => values.filter((_, path) => path !== left);
    return outcomesFrom({
      excessDrawdown: kept(fall.map((z) => drawdown * (1 + 0.2 * z))),
      meanMaxLeverage: kept(leverage.map((z) => 15 + z)),
    });
  };
}

// In the calm world today next to nothing is lost: a share of the mean is the scale there.
const today = [played(1, 0.001), played(3, 0.2)].map((play) => measureAll(play(null)));
const candidate = [played(5, 0.03), played(7, 0.25)];
const other = [played(5, 0.04), played(9, 0.22)];

/** Loss as a trial is judged, without a path of a world. */
function lossWithout(spec: StudySpec, plays: readonly Play[], at: number, left: number | null): number {
  const worlds = worldsOf(spec, "validation");
  const measures = plays.map((play, world): Measures => measureAll(play(world === at ? left : null)));
  const inWorlds = measures.map((own) => ({ measures: own, judged: own }));
  return judgedIn(spec, worlds, inWorlds, today).loss ?? Number.NaN;
}

/** The worlds have paths of their own, so their jackknife variances add up. */
function jackknife(statistic: (at: number, left: number) => number): number {
  const variances = candidate.map((_, at) => {
    const values = Array.from({ length: paths }, (_, path) => statistic(at, path));
    const mean = values.reduce((sum, x) => sum + x, 0) / paths;
    return ((paths - 1) / paths) * values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  });
  return Math.sqrt(variances.reduce((sum, x) => sum + x, 0));
}

test.each(["mean", { cvar: "60 %" }, "worst"])(
  "over %j of the worlds the error is that of the jackknife",
  (aggregate) => {
    const spec = specWith(aggregate);
    const worlds: readonly World[] = worldsOf(spec, "validation");
    const over = (plays: readonly Play[]) => lossOver(spec, worlds, outcomesOf(plays), today);
    const [first, second] = [over(candidate), over(other)];
    expect(first.influence).toHaveLength(2 * paths);
    expect(first.value).toBeCloseTo(lossWithout(spec, candidate, 0, null), 12);
    const error = jackknife((at, left) => lossWithout(spec, candidate, at, left));
    expect(Math.abs(measureOf(first).standardError / error - 1)).toBeLessThan(0.01); // divisors n and 2 n - 1, slopes
    const paired = jackknife((at, left) => lossWithout(spec, candidate, at, left) - lossWithout(spec, other, at, left));
    expect(Math.abs(pairedMeasure(first, second).standardError / paired - 1)).toBeLessThan(0.01);
  },
);

function outcomesOf(plays: readonly Play[]): Outcomes[] {
  return plays.map((play) => play(null));
}
