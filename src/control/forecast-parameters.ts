// Coefficients of the forecasters that run on chain: fitted numbers, all zero until a study sets them. Zero is off.
import type { Parameter } from "../numeric/parameter.ts";

/** Name, unit of the weight, meaning. */
type Weight = readonly [name: string, unit: string, meaning: string];

/** Features of the crunch classifier, in the order of its weights and of the kernel's feature rows. */
export const crunchFeatures = [
  ["coverage", "", "the sensor coverage"],
  ["bookDensity", "", "the sensor bookDensity"],
  ["basis", "", "the sensor basis"],
  ["depth", "", "the sensor depth"],
  ["depthSlope", "", "the change of the sensor depth per five minutes"],
  ["volatility", "", "the sensor volatility"],
  ["indexVolatility", "", "the sensor indexVolatility"],
  ["absoluteSkew", "", "the size of the sensor skew"],
  ["skewVelocity", "", "the change of the sensor skew per five minutes"],
  ["insurance", "", "the sensor insurance"],
  ["funding", "day", "the funding rate"],
  ["drawdown", "", "the sensor drawdown"],
  ["momentum", "", "the sensor momentum"],
] as const satisfies readonly Weight[];

const volatilityWeights: readonly Weight[] = [
  ["varianceIntercept", "", "Intercept of the forecast of the log of the annualised variance."],
  ["varianceTenMinutes", "", "Weight of the log of the annualised variance of the last ten minutes."],
  ["varianceHour", "", "Weight of the same of the last hour."],
  ["varianceSixHours", "", "Weight of the same of the last six hours."],
  ["varianceDay", "", "Weight of the same of the last day."],
];

const skewWeights: readonly Weight[] = [
  ["skewIntercept", "", "Intercept of the forecast of the skew."],
  ...[1, 2, 3, 4, 5, 6].map((lag): Weight => {
    return [`skewLag${lag}`, "", `Weight of the skew ${10 * (lag - 1)} minutes before the last sample.`];
  }),
];

const crunchWeights: readonly Weight[] = [
  ["intercept", "", "Log odds of a crunch where all features are zero."],
  ...crunchFeatures.map(
    ([name, unit, meaning]): Weight => [name, unit, `Log odds of a crunch per unit of ${meaning}.`],
  ),
];

const rows = (family: string, weights: readonly Weight[]): Parameter[] =>
  weights.map(([name, unit, meaning]) => {
    const bound = { min: -1000, max: 1000, initial: 0, scale: "linear" } as const;
    return { name: `${family}.${name}`, unit, ...bound, meaning };
  });

/** In the order in which the kernel reads them: each intercept with its weights behind it. */
export const forecastParameters: readonly Parameter[] = [
  ...rows("forecast", volatilityWeights),
  ...rows("forecast", skewWeights),
  ...rows("crunch", crunchWeights),
];
