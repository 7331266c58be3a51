// An invented study for the report's tests: smooth losses, one constraint, a fan of lognormal paths.
import type { Measure, Measures } from "../../src/objective/measure.ts";
import { type Fans, fanOf } from "../../src/report/fan.ts";
import type { MetricRow, ReportInput } from "../../src/report/report-input.ts";
import type { AnalysedSet } from "../../src/report/stability-input.ts";
import type { Family, RescoreRecord, StudyRecord, TrialRecord } from "../../src/study/record.ts";
import type { StudySpec, TunedParameter } from "../../src/study/spec.ts";
import { stabilityOf } from "../../src/study/stability.ts";

export type Record = StudyRecord<StudySpec>;

export const metricTable: readonly MetricRow[] = [
  {
    name: "maxDrawdown",
    unit: "fraction",
    better: "lower",
    meaning: "Deepest fall of the mark from its running maximum.",
  },
  { name: "badDebtTail99", unit: "USD", better: "lower", meaning: "Mean bad debt of the worst 1 % of paths." },
  {
    name: "insolvency",
    unit: "fraction",
    better: "lower",
    meaning: "Share of paths on which others than the account lost money.",
  },
  { name: "capitalEfficiency", unit: "multiple", better: "higher", meaning: "Mean leverage offered." },
  { name: "fundingBurden", unit: "fraction", better: "lower", meaning: "Sum of |funding rate| over the horizon." },
];

const tuned: readonly TunedParameter[] = [
  tune(
    "funding.kp",
    "1/day per unit skew",
    0.02,
    [0.001, 1],
    "log",
    "Funding paid per day by the heavier side at full skew.",
  ),
  tune("margin.stressRise", "fraction", 0.05, [0, 0.4], "linear", "Initial margin added at full stress."),
  tune("margin.tau", "s", 900, [60, 7200], "log", "Time constant of the volatility sensor."),
  tune("depth.kp", "multiple/y", 0, [0, 4], "log1p", "Depth incentive per unit of missing depth."),
];

function tune(
  name: string,
  unit: string,
  today: number,
  [from, to]: readonly [number, number],
  scale: TunedParameter["scale"],
  meaning: string,
): TunedParameter {
  return { parameter: { name, unit, min: 0, max: 1e5, initial: today, scale, meaning }, from, to, scale, today };
}

const spec: StudySpec = {
  name: "eth-perp-overnight",
  description: "Can a volatility-driven margin and a steeper funding rule soften a cascade on the ETH market?",
  protocol: "protocols/gmx-eth.yaml",
  market: "markets/eth.yaml",
  forecast: null,
  values: {
    "funding.kp": 0.02,
    "book.openInterestLong": 1.2e8,
    "price.volatility": 0.78,
    "insurance.initial": 4e6,
    "delay.keeper": 3,
  },
  origins: {
    "book.openInterestLong": "set",
    "price.volatility": "market",
    "insurance.initial": "set",
    "delay.keeper": "protocol",
  },
  tune: tuned,
  losses: [
    { metric: "maxDrawdown", weight: 1, scale: "baseline" },
    { metric: "badDebtTail99", weight: 0.5, scale: "baseline" },
    { metric: "capitalEfficiency", weight: 0.3, scale: "baseline" },
  ],
  constraints: [
    { metric: "insolvency", atMost: 0.01 },
    { metric: "capitalEfficiency", atLeast: 8 },
  ],
  search: { strategy: "cma-es", trials: 400, generation: 10, seed: 7 },
  scenarios: {
    search: { seed: 11, paths: 500 },
    validation: { seed: 12, paths: 2000 },
    holdout: { seed: 13, paths: 4000 },
    rescore: 5,
  },
};

/** Uniform numbers in [0, 1) from a 32-bit linear congruential generator; good enough to scatter dots. */
export function scatter(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A search that closes in on (0.6, 0.4, …): noise narrows as it goes; a corner of the cube is infeasible, some trials fail. */
export function inventedTrials(count: number, dimension = tuned.length): readonly TrialRecord[] {
  const next = scatter(5);
  return Array.from({ length: count }, (_, index) => {
    const spread = 1 - 0.85 * Math.min(1, index / Math.max(1, count));
    const point = Array.from({ length: dimension }, (_, axis) =>
      Math.min(1, Math.max(0, (axis % 2 === 0 ? 0.62 : 0.4) + (next() - 0.5) * spread * 1.3)),
    );
    return trialAt(index, index === 0 ? [0.3, 0.2, 0.5, 0.1].slice(0, dimension) : point, next());
  });
}

function trialAt(index: number, point: readonly number[], luck: number): TrialRecord {
  const away = point.reduce((sum, at, axis) => sum + (at - (axis % 2 === 0 ? 0.62 : 0.4)) ** 2, 0);
  const failed = index > 0 && luck > 0.985;
  const loss = index === 0 ? 1.3 : 0.95 + 1.6 * away + 0.02 * luck + (luck > 0.95 ? 2 * luck : 0);
  const violation = (point[0] ?? 0) > 0.75 || luck < 0.04 ? 0.2 + (point[0] ?? 0) : 0;
  return {
    index,
    generation: Math.floor(index / 10),
    point,
    values: point.map((at, axis) => (index === 0 ? (tuned[axis]?.today ?? 0) : decoded(axis, at))),
    seed: 11,
    paths: 500,
    loss: failed ? null : loss,
    violation: failed ? null : violation,
    measures: failed ? {} : measuresAt(loss, 500),
    failure: failed
      ? {
          name: "non-finite-outcome",
          message: `badDebtUsd is NaN in block 5760 of path ${index % 500}`,
          seed: 11,
          path: index % 500,
        }
      : null,
    hash: index.toString(16).padStart(64, "0"),
  };
}

function decoded(axis: number, at: number): number {
  const { from, to, scale } = tuned[axis] ?? { from: 0, to: 1, scale: "linear" as const };
  if (scale === "log") return from * (to / from) ** at;
  return scale === "log1p" ? from + (to - from) * at ** 3 : from + (to - from) * at;
}

function measuresAt(loss: number, paths: number): Measures {
  const noise = 1 / Math.sqrt(paths);
  return {
    maxDrawdown: around(0.14 * loss, 0.2 * noise),
    badDebtTail99: around(9_500 * loss ** 2, 20_000 * noise),
    insolvency: { value: 0.002, standardError: 0, low: 0.0004, high: loss > 1.6 ? 0.03 : 0.0072 },
    capitalEfficiency: around(12 - loss, 2 * noise),
    fundingBurden: around(0.004, 0.001 * noise),
  };
}

function around(value: number, standardError: number): Measure {
  return { value, standardError, low: value - 1.96 * standardError, high: value + 1.96 * standardError };
}

function rescored(trial: number, family: Family, loss: number): RescoreRecord {
  const { seed, paths } = spec.scenarios[family];
  const differences: Measures =
    trial === 0
      ? {}
      : {
          maxDrawdown: around(0.14 * (loss - 1.31), 0.0021),
          badDebtTail99: around(9_500 * (loss ** 2 - 1.31 ** 2), 2_900),
          insolvency: around(0, 0.0007),
          capitalEfficiency: around(1.31 - loss, 0.011),
          fundingBurden: around(0.00021, 0.00003),
        };
  return {
    trial,
    family,
    seed,
    paths,
    loss,
    violation: 0,
    measures: measuresAt(loss, paths),
    differences,
    failure: null,
  };
}

export function inventedRecord(count = 400): Record {
  const trials = inventedTrials(count);
  const feasible = trials.filter((trial) => trial.violation === 0 && trial.loss !== null);
  const best = feasible.reduce((least, trial) => ((trial.loss ?? 9) < (least.loss ?? 9) ? trial : least));
  const families = ["validation", "holdout"] as const;
  return {
    spec: { ...spec, search: { ...spec.search, trials: count } },
    trials,
    rescored: families.flatMap((family) => [
      rescored(0, family, family === "validation" ? 1.31 : 1.305),
      rescored(best.index, family, (best.loss ?? 1) + (family === "validation" ? 0.013 : 0.016)),
    ]),
    best: best.index,
    choice: `Trial ${best.index} has the lowest validation loss among the 5 best feasible trials of the search.`,
    optimism: -0.013,
    resultsHash: "9f2b7c1d".repeat(8),
    codeVersion: "0.1.0+4be12aa",
    studyFile: "configs/eth-perp.yaml",
    specHash: "51ce0a77".repeat(8),
    dataHashes: { "protocols/gmx-eth.yaml": "ab12cd34".repeat(8), "markets/eth.yaml": "0f1e2d3c".repeat(8) },
    state: "finished",
  };
}

/** Lognormal paths around 3,200 USD over 24 h, and their drawdowns. */
export function inventedFans(volatility: number, paths = 200, times = 145): Fans {
  const next = scatter(23);
  const mark = new Float64Array(paths * times);
  const drawdown = new Float64Array(paths * times);
  for (let path = 0; path < paths; path++) {
    let logPrice = 0;
    let highest = 0;
    for (let time = 0; time < times; time++) {
      if (time > 0)
        logPrice +=
          volatility * (next() + next() + next() - 1.5) * Math.sqrt(1 / times) - (next() > 0.9985 ? volatility * 2 : 0);
      highest = Math.max(highest, logPrice);
      mark[path * times + time] = 3200 * Math.exp(logPrice);
      drawdown[path * times + time] = 1 - Math.exp(logPrice - highest);
    }
  }
  const hours = Array.from({ length: times }, (_, time) => (24 * time) / (times - 1));
  return {
    mark: { hours, quantiles: fanOf(mark, paths, times) },
    drawdown: { hours, quantiles: fanOf(drawdown, paths, times) },
  };
}

/** Without loops, and with one that the depth feeds back to. */
const todayStability: AnalysedSet = {
  set: "today",
  title: "today's parameters",
  analysis: stabilityOf({ values: {}, models: [] }),
};
const tunedStability: AnalysedSet = {
  set: "tuned",
  title: "the proposed set",
  analysis: stabilityOf({ values: { "depth.kp": -1 }, models: [] }),
};

export function inventedInput(record: Record = inventedRecord()): ReportInput {
  return {
    record,
    fans: { baseline: inventedFans(0.09), best: record.best === null ? null : inventedFans(0.06) },
    stability:
      record.trials.length === 0 ? null : record.best === null ? [todayStability] : [todayStability, tunedStability],
    metricTable,
    reproduce: "flyball optimize configs/eth-perp-overnight.yaml --results results/eth-perp-overnight --fresh",
  };
}

/** The same study with every trial infeasible and nothing chosen. */
export function nothingFeasible(): Record {
  const record = inventedRecord();
  const trials = record.trials.map((trial) =>
    trial.violation === null
      ? trial
      : { ...trial, violation: trial.violation + (trial.index === 57 ? 0.1 : 0.5), measures: breaking(trial.measures) },
  );
  return { ...record, trials, rescored: [], best: null, choice: "No trial meets every constraint.", optimism: null };
}

function breaking(measures: Measures): Measures {
  const insolvency: Measure = { value: 0.02, standardError: 0, low: 0.0096, high: 0.0365 };
  return { ...measures, insolvency };
}
