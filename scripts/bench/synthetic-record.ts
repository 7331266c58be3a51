// Records of studies that never ran, as long and as rich as asked: goals, racing, families, workers. For measuring reports.
import { fileURLToPath } from "node:url";
import { exp } from "../../src/numeric/elementary.ts";
import type { Measures } from "../../src/objective/measure.ts";
import { outcomeOf } from "../../src/report/counts.ts";
import { frontOf } from "../../src/report/objective-front.ts";
import type { RescoreRecord, StudyRecord, Timing, TrialRecord } from "../../src/study/record.ts";
import { decode, encode, todaysValues } from "../../src/study/space.ts";
import type { Goal, StudySpec } from "../../src/study/spec.ts";
import { readStudy } from "../../src/study/study-file.ts";

/** What the studies may want: goals that pull apart. */
const goals = [
  { metric: "excessDrawdown", atMost: 0.045 },
  { metric: "fundingBurden", atMost: 0.0055 },
  { metric: "capitalEfficiency", atLeast: 11 },
  { metric: "parameterChurn", atMost: 8 },
] as const satisfies readonly Goal[];

const race = { rungs: [64, 256, 1024], risk: 0.05 };
const families = ["calm days", "flash crash", "slow keepers"].map((name, k) => {
  return { name, weight: 1, values: {}, seeds: { search: 1 + k, validation: 11 + k, holdout: 21 + k } };
});
const WORKERS = 8;
const SECONDS_PER_PATH = 0.002;

/** @param trials at least 1  @param wanted goals, 0 to 4: without them the loss alone counts */
export function syntheticRecord(trials: number, wanted: number): StudyRecord<StudySpec> {
  const file = fileURLToPath(new URL("../../configs/eth-perp-overnight.yaml", import.meta.url));
  const real = readStudy(file).spec;
  const search = { ...real.search, trials, race };
  const scenarios: StudySpec["scenarios"] = { ...real.scenarios, families, aggregate: { kind: "mean" } };
  const spec: StudySpec = { ...real, search, scenarios, ...(wanted === 0 ? {} : { goals: goals.slice(0, wanted) }) };
  const draw = uniforms(7);
  const played = Array.from({ length: trials }, (_, index) => syntheticTrial(spec, index, index / trials, draw));
  const candidates = candidatesOf(spec, played);
  const rescored = (["validation", "holdout"] as const).flatMap((family) =>
    [...new Set([0, ...candidates])].flatMap((index) => playedAgain(spec, played[index], family, draw)),
  );
  return {
    spec,
    trials: played,
    rescored,
    best: candidates[0] ?? null,
    choice: candidates[0] === undefined ? "No trial meets every constraint." : `Trial ${candidates[0]} was chosen.`,
    optimism: candidates[0] === undefined ? null : -0.01,
    resultsHash: "0".repeat(64),
    codeVersion: "synthetic",
    studyFile: "configs/eth-perp-overnight.yaml",
    specHash: "1".repeat(64),
    dataHashes: {},
    state: "finished",
    timings: scheduled(played),
  };
}

function syntheticTrial(spec: StudySpec, index: number, progress: number, draw: () => number): TrialRecord {
  const today = encode(spec.tune, todaysValues(spec.tune));
  const point = index === 0 ? [...today] : sampled(spec.tune.length, progress, draw);
  const values = [...(index === 0 ? todaysValues(spec.tune) : decode(spec.tune, Float64Array.from(point)))];
  const { seed, paths } = spec.scenarios.search;
  const common = { index, generation: Math.ceil(index / 16), point, values, seed, hash: "" };
  const luck = draw();
  if (index > 0 && luck < 0.002) {
    const failure = { name: "non-finite-outcome", message: `badDebtUsd is NaN on path 7`, seed, path: 7 };
    return { ...common, paths, loss: null, violation: null, measures: {}, failure };
  }
  if (index > 0 && luck < 0.01) return { ...common, paths, loss: null, violation: 1e6, measures: {}, failure: null };
  const pulls = pullsOf(point);
  const rung = index === 0 ? -1 : rungOf(pulls, draw);
  const judged = judgedAt(spec, pulls, draw, (point[0] ?? 0) > 0.85 ? 0.5 * draw() : 0);
  const value = 0.05 + 0.2 * draw();
  const difference = { value, standardError: 0.3 * value, low: 0.1 * value };
  const dropped = rung < 0 ? {} : { dropped: { rung, incumbent: 0, difference } };
  return { ...common, paths: race.rungs[rung] ?? paths, ...judged, ...dropped, failure: null };
}

/** Closer and closer to what lies between the goals' own best points. */
function sampled(dimension: number, progress: number, draw: () => number): number[] {
  const shares = Array.from({ length: 4 }, () => draw() ** 2 + 1e-3);
  const sum = shares.reduce((total, share) => total + share, 0);
  const width = 0.6 * exp(-3 * progress) + 0.05;
  return Array.from({ length: dimension }, (_, axis) => {
    const centre = shares.reduce((total, share, k) => total + (share / sum) * bestAt(k, axis), 0);
    return Math.min(1, Math.max(0, centre + width * (draw() + draw() - 1)));
  });
}

function bestAt(goal: number, axis: number): number {
  return 0.5 + 0.35 * (((goal + axis) % 4) / 1.5 - 1);
}

/** Squared distance to each goal's own best point, as if there were nine parameters. */
function pullsOf(point: readonly number[]): number[] {
  const share = 9 / point.length;
  return goals.map((_, goal) => share * point.reduce((sum, x, axis) => sum + (x - bestAt(goal, axis)) ** 2, 0));
}

function rungOf(pulls: readonly number[], draw: () => number): number {
  const away = pulls.reduce((sum, pull) => sum + pull, 0) / pulls.length;
  const risk = Math.min(0.95, Math.max(0, 2 * (away - 0.6)));
  return draw() >= risk ? -1 : draw() < 0.6 ? 0 : 1;
}

type Judged = Pick<TrialRecord, "loss" | "violation" | "measures"> & Partial<TrialRecord>;

function judgedAt(spec: StudySpec, pulls: readonly number[], draw: () => number, violation: number): Judged {
  const [drawdown = 0, funding = 0, efficiency = 0, churn = 0] = pulls.map((pull) => pull * (1 + 0.04 * draw()));
  const measures = {
    excessDrawdown: measured(0.015 + 0.035 * drawdown),
    fundingBurden: measured(0.002 + 0.004 * funding),
    capitalEfficiency: measured(14 - 3 * efficiency),
    parameterChurn: measured(3 + 8 * churn),
    insolvency: { value: 0.01, standardError: 0, low: 0.004, high: 0.02 + violation * 0.05 },
  };
  const loss = 0.4 + 0.3 * (drawdown + funding + efficiency) + 0.1 * churn;
  const objectives =
    spec.goals === undefined ? {} : { objectives: spec.goals.map((goal) => normalised(goal, measures)) };
  const scores = Object.fromEntries(
    families.map(({ name }, k) => {
      const worse = measured(measures.excessDrawdown.value * (0.8 + 0.3 * k));
      return [name, { loss: loss * (0.9 + 0.1 * k), violation, measures: { ...measures, excessDrawdown: worse } }];
    }),
  );
  return { loss, violation, measures, ...objectives, families: scores };
}

function measured(value: number): Measures[string] & object {
  const standardError = 0.01 * value;
  return { value, standardError, low: value - 1.96 * standardError, high: value + 1.96 * standardError };
}

function normalised({ metric, atMost, atLeast }: Goal, measures: Measures): number {
  const value = measures[metric]?.value ?? 0;
  if (atMost !== undefined) return 1 + (value - atMost) / Math.abs(atMost);
  return atLeast === undefined ? 1 : 1 + (atLeast - value) / Math.abs(atLeast);
}

/** The chosen trial and some seven others to re-score: a front's knee and members, or the least losses. */
function candidatesOf(spec: StudySpec, trials: readonly TrialRecord[]): number[] {
  const front = frontOf({ spec, trials });
  if (front !== null) {
    const { members, knee } = front;
    const every = Math.max(1, Math.floor(members.length / 7));
    const others = members.filter((_, at) => at % every === 0);
    return [...new Set([knee, ...others].map(({ trial }) => trial.index))];
  }
  return trials
    .filter((trial) => outcomeOf(trial) === "feasible")
    .toSorted((a, b) => (a.loss ?? 0) - (b.loss ?? 0))
    .slice(0, 8)
    .map(({ index }) => index);
}

function playedAgain(
  spec: StudySpec,
  trial: TrialRecord | undefined,
  family: "validation" | "holdout",
  draw: () => number,
): RescoreRecord[] {
  if (trial === undefined) return [];
  const { seed, paths } = spec.scenarios[family];
  const pulls = pullsOf(trial.point).map((pull) => pull * (1.02 + 0.04 * draw()));
  const { loss, violation, measures, objectives } = judgedAt(spec, pulls, draw, 0);
  const goal = objectives === undefined ? {} : { objectives };
  return [
    { trial: trial.index, family, seed, paths, loss, violation, measures, ...goal, differences: {}, failure: null },
  ];
}

/** Generations of 16 on eight workers, each task to the worker that is free first; the second half in a second session. */
function scheduled(trials: readonly TrialRecord[]): Timing[] {
  const timings: Timing[] = [];
  const free = new Float64Array(WORKERS);
  for (const { index, paths, loss, generation } of trials) {
    if (index > 0 && generation !== trials[index - 1]?.generation) free.fill(Math.max(...free) + 0.01);
    const session = index < trials.length / 2 ? 1 : 2;
    if (session === 2 && timings.at(-1)?.session === 1) free.fill(0.5);
    if (loss === null) continue;
    const thread = free.indexOf(Math.min(...free));
    const start = free[thread] ?? 0;
    const end = start + paths * SECONDS_PER_PATH * (0.9 + (index % 7) / 30);
    free[thread] = end;
    timings.push({ trial: index, family: "search", session, thread, start, end });
  }
  return timings;
}

/** Numbers in [0, 1) from a 32-bit linear congruential generator: good enough to scatter dots. */
function uniforms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
