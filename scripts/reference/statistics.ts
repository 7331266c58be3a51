// Checkers of the area 06-statistics: tails, intervals for probabilities, ruin, barriers, drawdown.
import { z } from "zod";
import { barrierProbability, discreteShift } from "../../src/numeric/barrier.ts";
import { agrestiCoull, clopperPearson, jeffreys, wilson } from "../../src/numeric/binomial-interval.ts";
import { drawdown } from "../../src/numeric/drawdown.ts";
import type { Interval } from "../../src/numeric/interval.ts";
import { normalTail, studentTail } from "../../src/numeric/parametric-tail.ts";
import { quantile, sortedUpwards } from "../../src/numeric/quantile.ts";
import {
  adjustmentCoefficient,
  gamblerSuccess,
  ruinProbability,
  ruinProbabilityBefore,
} from "../../src/numeric/ruin.ts";
import { conditionalValueAtRisk, valueAtRisk } from "../../src/numeric/tail.ts";
import { type Checker, newComparison, real, realRows, reals, toleranceSchema } from "./checker.ts";

const levelSchema = z.strictObject({
  alpha: z.number(),
  n_alpha_is_integer: z.boolean(),
  quantiles: z.strictObject({ type1: real, type4: real, type5: real, type6: real, type7: real, type8: real }),
  VaR_type1: real,
  CVaR: real,
});

const empiricalTail: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({ losses: reals }),
      expected: z.strictObject({ levels: z.array(levelSchema) }),
      tolerance: toleranceSchema,
    })
    .parse(item);
  const sorted = sortedUpwards(inputs.losses);
  const comparison = newComparison();
  for (const level of expected.levels) {
    const place = `alpha ${level.alpha}`;
    for (const type of [4, 5, 6, 7, 8] as const) {
      const found = quantile(sorted, level.alpha, type);
      comparison.near(`${place} type ${type}`, found, level.quantiles[`type${type}`], tolerance);
    }
    const var1 = valueAtRisk(inputs.losses, level.alpha);
    for (const wanted of [level.quantiles.type1, level.VaR_type1]) {
      const either = level.n_alpha_is_integer ? neighbours(sorted, level.alpha) : [];
      if (!(either.includes(var1) && either.includes(wanted))) comparison.near(`${place} VaR`, var1, wanted, tolerance);
    }
    comparison.near(`${place} CVaR`, conditionalValueAtRisk(inputs.losses, level.alpha), level.CVaR, tolerance);
  }
  return comparison;
};

/** The two order statistics between which the rounding of n alpha decides; the case accepts either. */
function neighbours(sorted: Float64Array, alpha: number): readonly number[] {
  const rank = Math.round(sorted.length * alpha);
  return [...sorted.slice(rank - 1, rank + 1)];
}

const parametricTail: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({ mu: real, sigma: real, nu: real, alpha: reals }),
      expected: z.strictObject({ normal_VaR: reals, normal_CVaR: reals, t_VaR: reals, t_CVaR: reals }),
      tolerance: toleranceSchema,
    })
    .parse(item);
  const location = { mean: inputs.mu, scale: inputs.sigma };
  const normal = inputs.alpha.map((level) => normalTail(location, level));
  const student = inputs.alpha.map((level) => studentTail(location, inputs.nu, level));
  const comparison = newComparison();
  comparison.allNear(
    "normal_VaR",
    normal.map((risk) => risk.valueAtRisk),
    expected.normal_VaR,
    tolerance,
  );
  comparison.allNear(
    "normal_CVaR",
    normal.map((risk) => risk.conditionalValueAtRisk),
    expected.normal_CVaR,
    tolerance,
  );
  comparison.allNear(
    "t_VaR",
    student.map((risk) => risk.valueAtRisk),
    expected.t_VaR,
    tolerance,
  );
  comparison.allNear(
    "t_CVaR",
    student.map((risk) => risk.conditionalValueAtRisk),
    expected.t_CVaR,
    tolerance,
  );
  return comparison;
};

const ends = z.tuple([real, real]);
const binomialSchema = z.object({
  inputs: z.object({ cases: z.array(z.object({ k: z.number(), n: z.number() })), confidence: z.number() }),
  expected: z.strictObject({
    intervals: z.array(
      z.strictObject({
        k: z.number(),
        n: z.number(),
        wilson: ends,
        clopper_pearson: ends,
        jeffreys: ends,
        agresti_coull_statsmodels: ends,
        statsmodels_wilson: ends,
      }),
    ),
  }),
  tolerance: z.object({ wilson_rtol: z.number(), wilson_atol: z.number(), cp_rtol: z.number() }),
});

/** The case gives no tolerance for Jeffreys (a beta quantile, judged as Clopper–Pearson) and Agresti–Coull (as Wilson). */
const binomialIntervals: Checker = (item) => {
  const { inputs, expected, tolerance } = binomialSchema.parse(item);
  const closed = { rtol: tolerance.wilson_rtol, atol: tolerance.wilson_atol };
  const solved = { rtol: tolerance.cp_rtol };
  const comparison = newComparison();
  comparison.same(
    "cases",
    expected.intervals.map(({ k, n }) => ({ k, n })),
    inputs.cases,
  );
  for (const wanted of expected.intervals) {
    const { k, n } = wanted;
    const place = `${k} of ${n}`;
    const at = (method: (k: number, n: number, confidence: number) => Interval): readonly number[] => {
      const { low, high } = method(k, n, inputs.confidence);
      return [low, high];
    };
    comparison.allNear(`${place} wilson`, at(wilson), wanted.wilson, closed);
    comparison.allNear(`${place} statsmodels_wilson`, at(wilson), wanted.statsmodels_wilson, closed);
    comparison.allNear(`${place} agresti_coull`, at(agrestiCoull), wanted.agresti_coull_statsmodels, closed);
    comparison.allNear(`${place} clopper_pearson`, at(clopperPearson), wanted.clopper_pearson, solved);
    comparison.allNear(`${place} jeffreys`, at(jeffreys), wanted.jeffreys, solved);
  }
  return comparison;
};

const ruin: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({
        claim_rate: real,
        claim_mean: real,
        premium_rate: real,
        u: reals,
        finite_u: reals,
        finite_T: reals,
      }),
      expected: z.strictObject({
        psi_infinite: reals,
        psi_finite_time_rows_u_cols_T: realRows,
        adjustment_coefficient: real,
      }),
      tolerance: z.object({ rtol: z.number(), finite_rtol: z.number() }),
    })
    .parse(item);
  const process = { rate: inputs.claim_rate, meanClaim: inputs.claim_mean, income: inputs.premium_rate };
  const comparison = newComparison();
  const ever = inputs.u.map((reserve) => ruinProbability(process, reserve));
  comparison.allNear("psi_infinite", ever, expected.psi_infinite, tolerance);
  comparison.near("adjustment_coefficient", adjustmentCoefficient(process), expected.adjustment_coefficient, tolerance);
  comparison.same("rows", expected.psi_finite_time_rows_u_cols_T.length, inputs.finite_u.length);
  inputs.finite_u.forEach((reserve, i) => {
    const found = inputs.finite_T.map((time) => ruinProbabilityBefore(process, reserve, time));
    const wanted = expected.psi_finite_time_rows_u_cols_T[i] ?? [];
    comparison.allNear(`psi_finite u=${reserve}`, found, wanted, { rtol: tolerance.finite_rtol });
  });
  return comparison;
};

const barrier: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({
        cases: z.array(z.object({ mu: real, sigma: real, barrier_below_start: real, T: real })),
      }),
      expected: z.strictObject({ prob: reals, bgk_discrete_shift_beta: real }),
      tolerance: toleranceSchema,
    })
    .parse(item);
  const comparison = newComparison();
  const found = inputs.cases.map(({ mu, sigma, barrier_below_start, T }) =>
    barrierProbability({ drift: mu, volatility: sigma, time: T }, barrier_below_start),
  );
  comparison.allNear("prob", found, expected.prob, tolerance);
  comparison.near("bgk_discrete_shift_beta", discreteShift, expected.bgk_discrete_shift_beta, tolerance);
  return comparison;
};

const gambler: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({ cases: z.array(z.object({ p_up: real, start: real, target: real })) }),
      expected: z.strictObject({ prob: reals }),
      tolerance: toleranceSchema,
    })
    .parse(item);
  const comparison = newComparison();
  const found = inputs.cases.map(({ p_up, start, target }) => gamblerSuccess(p_up, start, target));
  comparison.allNear("prob", found, expected.prob, tolerance);
  return comparison;
};

const maxDrawdown: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({ equity: reals }),
      expected: z.strictObject({
        mdd_fraction: real,
        trough_index: z.number(),
        peak_index: z.number(),
        mdd_absolute: real,
        ulcer_index: real,
      }),
      tolerance: toleranceSchema,
    })
    .parse(item);
  const found = drawdown(inputs.equity);
  const comparison = newComparison();
  comparison.near("mdd_fraction", found.fraction, expected.mdd_fraction, tolerance);
  comparison.near("mdd_absolute", found.absolute, expected.mdd_absolute, tolerance);
  comparison.near("ulcer_index", found.ulcerIndex, expected.ulcer_index, tolerance);
  comparison.same("peak_index", found.peak, expected.peak_index);
  comparison.same("trough_index", found.trough, expected.trough_index);
  return comparison;
};

export const statisticsCheckers: Readonly<Record<string, Checker>> = {
  var_cvar_empirical: empiricalTail,
  var_cvar_parametric: parametricTail,
  binomial_intervals: binomialIntervals,
  ruin_cramer_lundberg_exp: ruin,
  barrier_hitting: barrier,
  rare_event_gamblers_ruin: gambler,
  max_drawdown_path: maxDrawdown,
};
