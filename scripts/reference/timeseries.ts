// Checkers of the area 05-timeseries that concern sensors of volatility.
import { z } from "zod";
import { exponentialVariance, weightedVariance } from "../../src/control/forecast/exponential-variance.ts";
import { garmanKlass, parkinson, rogersSatchell } from "../../src/market/range-volatility.ts";
import { yearSeconds } from "../../src/market/returns.ts";
import { rollingDeviation } from "../../src/market/rolling-deviation.ts";
import { bipowerVariation, estimateVolatility, realisedVariance } from "../../src/market/volatility-estimate.ts";
import { log } from "../../src/numeric/elementary.ts";
import { type Checker, newComparison, real, reals, toleranceSchema } from "./checker.ts";

const exponential: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({ returns: reals, lam: real }),
      expected: z.strictObject({ variance: reals, variance_adjusted: reals }),
      tolerance: toleranceSchema,
    })
    .parse(item);
  const returns = Float64Array.from(inputs.returns);
  const comparison = newComparison();
  comparison.allNear("variance", exponentialVariance(returns, inputs.lam), expected.variance, tolerance);
  comparison.allNear("variance_adjusted", weightedVariance(returns, inputs.lam), expected.variance_adjusted, tolerance);
  return comparison;
};

const realised: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({ open: reals, high: reals, low: reals, close: reals, periods_per_year: real }),
      expected: z.strictObject({
        realised_variance: real,
        bipower_variation: real,
        annualised_vol: real,
        parkinson: real,
        garman_klass: real,
        rogers_satchell: real,
        rolling_std_50_ddof1: reals,
      }),
      tolerance: toleranceSchema,
    })
    .parse(item);
  const { open, high, low, close } = inputs;
  const at = (prices: readonly number[], i: number) => prices[i] ?? Number.NaN;
  const bars = close.map((last, i) => ({ open: at(open, i), high: at(high, i), low: at(low, i), close: last }));
  const value = Float64Array.from(close.slice(1), (last, i) => log(last / at(close, i)));
  const series = {
    barSeconds: yearSeconds / inputs.periods_per_year,
    stretches: [{ time: value.map((_, i) => i), value }],
  };
  const rolling = rollingDeviation(value, 50).slice(0, expected.rolling_std_50_ddof1.length); // the case keeps the first
  const comparison = newComparison();
  comparison.near("realised_variance", realisedVariance(value), expected.realised_variance, tolerance);
  comparison.near("bipower_variation", bipowerVariation(value), expected.bipower_variation, tolerance);
  comparison.near("annualised_vol", estimateVolatility(series, []).total.value, expected.annualised_vol, tolerance);
  comparison.near("parkinson", parkinson(bars), expected.parkinson, tolerance);
  comparison.near("garman_klass", garmanKlass(bars), expected.garman_klass, tolerance);
  comparison.near("rogers_satchell", rogersSatchell(bars), expected.rogers_satchell, tolerance);
  comparison.allNear("rolling_std_50_ddof1", rolling, expected.rolling_std_50_ddof1, tolerance);
  return comparison;
};

export const timeseriesCheckers: Readonly<Record<string, Checker>> = {
  ewma_variance: exponential,
  realised_vol: realised,
};
