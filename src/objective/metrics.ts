// The table of metrics: what a study may minimise or limit, each with its unit, its better side and its interval.
import { clopperPearson } from "../numeric/binomial-interval.ts";
import { meanOf } from "../numeric/mean-interval.ts";
import { sortedUpwards } from "../numeric/quantile.ts";
import { quantileInterval } from "../numeric/quantile-interval.ts";
import { type OutcomeName, type Outcomes, outcomeColumn } from "../simulate/outcome.ts";
import {
  burdenEstimate,
  type Estimate,
  excessShareEstimate,
  meanEstimate,
  measureOf,
  quantileEstimate,
  tailEstimate,
} from "./estimate.ts";
import type { Measure } from "./measure.ts";

/** One named statistic over the paths of a candidate. */
export interface Metric {
  readonly name: string;
  readonly unit: string;
  readonly better: "lower" | "higher";
  /** "probability" has an exact Clopper–Pearson interval; "tail" is a tail mean or quantile; "mean" is the rest. */
  readonly kind: "mean" | "tail" | "probability";
  readonly meaning: string;
  /** Value and influence of each path, for paired differences. */
  readonly estimate: (outcomes: Outcomes) => Estimate;
  /** Value with its 95 % interval. @throws RangeError for fewer than two paths */
  readonly evaluate: (outcomes: Outcomes) => Measure;
}

/** Columns of the table that are the same for every kind. */
type Description = Pick<Metric, "name" | "unit" | "better" | "meaning">;

const fraction = { unit: "fraction", better: "lower" } as const;
const dollars = { unit: "USD", better: "lower" } as const;

/** The metrics of the specification, sections 4.1 and 4.2. */
export const metrics: readonly Metric[] = [
  mean("maxDrawdown", {
    name: "maxDrawdown",
    ...fraction,
    meaning: "Deepest fall of the mark from its running maximum.",
  }),
  mean("exogenousDrawdown", {
    name: "exogenousDrawdown",
    ...fraction,
    meaning: "The same fall of the outside price; no controller changes it.",
  }),
  mean("excessDrawdown", { name: "excessDrawdown", ...fraction, meaning: "Drawdown that the venue itself added." }),
  tail("maxDrawdown", 0.99, {
    name: "drawdownTail99",
    ...fraction,
    meaning: "Mean drawdown of the worst 1 % of paths.",
  }),
  boundedQuantile("maxDrawdown", 0.99, {
    name: "drawdownQuantile99",
    ...fraction,
    meaning: "Drawdown that 99 % of paths do not exceed.",
  }),
  mean("peakGap", {
    name: "gapPeak",
    unit: "log",
    better: "lower",
    meaning: "Largest gap between mark and outside price.",
  }),
  mean("rmsGap", { name: "gapRms", unit: "log", better: "lower", meaning: "Root mean square of the same gap." }),
  {
    ...fromEstimate((outcomes) =>
      excessShareEstimate(outcomeColumn(outcomes, "variationExogenous"), outcomeColumn(outcomes, "variationMark")),
    ),
    name: "endogeneityShare",
    ...fraction,
    kind: "mean",
    meaning:
      "Share of the mark's quadratic variation that did not come from outside: 1 - QV(X)/QV(M), a ratio of means.",
  },
  probability("insolvent", {
    name: "insolvency",
    ...fraction,
    meaning: "Chance that others than the account and the fund lose money (S1).",
  }),
  probability("insolventHard", {
    name: "insolvencyHard",
    ...fraction,
    meaning: "Chance that providers and insurance together fall below zero (S2).",
  }),
  mean("badDebtUsd", { name: "badDebt", ...dollars, meaning: "Losses that neither collateral nor insurance covered." }),
  tail("badDebtUsd", 0.99, { name: "badDebtTail99", ...dollars, meaning: "Mean bad debt of the worst 1 % of paths." }),
  tail("badDebtUsd", 0.95, { name: "badDebtTail95", ...dollars, meaning: "Mean bad debt of the worst 5 % of paths." }),
  mean("minInsuranceUsd", {
    name: "minInsurance",
    unit: "USD",
    better: "higher",
    meaning: "Lowest level of the insurance fund.",
  }),
  mean("liquidatedShare", {
    name: "liquidatedShare",
    ...fraction,
    meaning: "Notional closed by force over initial open interest.",
  }),
  mean("meanMaxLeverage", {
    name: "capitalEfficiency",
    unit: "multiple",
    better: "higher",
    meaning: "Mean leverage offered, 1 / initial margin.",
  }),
  mean("openInterestOverCollateral", {
    name: "collateralEfficiency",
    unit: "multiple",
    better: "higher",
    meaning: "Mean of open interest over the equity behind it.",
  }),
  {
    ...fromEstimate((outcomes) =>
      burdenEstimate(outcomeColumn(outcomes, "meanMaxLeverage"), outcomeColumn(outcomes, "fundingPaid")),
    ),
    name: "traderBurden",
    unit: "multiple",
    better: "lower",
    kind: "mean",
    meaning:
      "What trading takes beyond 20x leverage without funding: margin asked plus funding paid, over 5 %, less 1.",
  },
  mean("fundingPaid", {
    name: "fundingBurden",
    ...fraction,
    meaning: "Sum of |funding rate| over the horizon, as a share of notional.",
  }),
  mean("fundingDeviation", {
    name: "fundingVolatility",
    unit: "1/day",
    better: "lower",
    meaning: "Standard deviation of the funding rate over a path.",
  }),
  mean("fundingLargestStep", {
    name: "fundingLargestStep",
    unit: "1/day",
    better: "lower",
    meaning: "Largest change of the funding rate in one block.",
  }),
  mean("controlChurn", {
    name: "parameterChurn",
    unit: "multiple",
    better: "lower",
    meaning: "Movement of all loops' outputs, each in units of its range at rest.",
  }),
  mean("parameterUpdates", {
    name: "parameterUpdates",
    unit: "count",
    better: "lower",
    meaning: "Blocks in which some loop sent a new value.",
  }),
  mean("marginChurn", {
    name: "marginChurn",
    unit: "multiple",
    better: "lower",
    meaning: "Movement of the initial margin, in units of its value at rest.",
  }),
  mean("extraDepthDays", {
    name: "depthCost",
    unit: "day",
    better: "lower",
    meaning: "(Depth incentive - 1) integrated over time.",
  }),
  mean("lpReturn", {
    name: "lpReturn",
    unit: "fraction",
    better: "higher",
    meaning: "Profit of the liquidity providers over their initial equity.",
  }),
  mean("lpDrawdown", {
    name: "lpDrawdown",
    ...fraction,
    meaning: "Deepest fall of the providers' equity from its maximum, over their initial equity.",
  }),
];

export const metricNames: readonly string[] = metrics.map((metric) => metric.name);

/** @throws RangeError for a name that is not in the table */
export function metricNamed(name: string): Metric {
  const metric = byName.get(name);
  if (metric === undefined) throw new RangeError(`no metric is called ${name}; there are ${metricNames.join(", ")}`);
  return metric;
}

const byName = new Map(metrics.map((metric) => [metric.name, metric]));

function fromEstimate(estimate: Metric["estimate"]): Pick<Metric, "estimate" | "evaluate"> {
  return { estimate, evaluate: (outcomes) => measureOf(estimate(outcomes)) };
}

/** Mean of one outcome over paths, Student interval. */
function mean(outcome: OutcomeName, description: Description): Metric {
  return {
    ...description,
    kind: "mean",
    ...fromEstimate((outcomes) => meanEstimate(outcomeColumn(outcomes, outcome))),
  };
}

/** Tail mean (CVaR) of one outcome; its standard error is that of the influence function. */
function tail(outcome: OutcomeName, level: number, description: Description): Metric {
  return {
    ...description,
    kind: "tail",
    ...fromEstimate((outcomes) => tailEstimate(outcomeColumn(outcomes, outcome), level)),
  };
}

/** Quantile of an outcome that lies in [0, 1], with the interval of two order statistics. */
function boundedQuantile(outcome: OutcomeName, level: number, description: Description): Metric {
  const estimate = (outcomes: Outcomes): Estimate => quantileEstimate(outcomeColumn(outcomes, outcome), level);
  const evaluate = (outcomes: Outcomes): Measure => {
    const { value, standardError } = measureOf(estimate(outcomes));
    const sorted = sortedUpwards(outcomeColumn(outcomes, outcome));
    return { value, standardError, ...quantileInterval(sorted, level, { low: 0, high: 1 }) };
  };
  return { ...description, kind: "tail", estimate, evaluate };
}

/** Share of paths with the event, exact interval; for differences its influence is that of a mean of indicators. */
function probability(outcome: OutcomeName, description: Description): Metric {
  const estimate = (outcomes: Outcomes): Estimate => meanEstimate(outcomeColumn(outcomes, outcome));
  const evaluate = (outcomes: Outcomes): Measure => {
    const value = meanOf(outcomeColumn(outcomes, outcome));
    const events = Math.round(value * outcomes.paths);
    return { value: events / outcomes.paths, standardError: 0, ...clopperPearson(events, outcomes.paths) };
  };
  return { ...description, kind: "probability", estimate, evaluate };
}
