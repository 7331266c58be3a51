// All estimates of one calibration: volatility and jumps, after a check that there are data enough.
import { type Problem, UserError } from "../numeric/user-error.ts";
import { detectJumpDays, fewestPerDay } from "./jump-days.ts";
import { type DetectedJumps, detectJumps, localWindow } from "./jump-detection.ts";
import { estimateJumps, type JumpEstimate } from "./jump-estimate.ts";
import type { PriceHistory } from "./price-history.ts";
import { logReturns, type ReturnSeries, returnCount } from "./returns.ts";
import { estimateVolatility, type VolatilityEstimate } from "./volatility-estimate.ts";

export interface CalibrationOptions {
  readonly name: string;
  readonly rule: "threshold" | "bipower";
  /** In local standard deviations (threshold rule) or of the day's test statistic (bipower rule); null for the rule's default. */
  readonly threshold: number | null;
  /** "matched" scales the jumps so that volatility and jumps together give the total volatility of the prices. */
  readonly jumpSize: "measured" | "matched";
}

/** Everything the estimates say about one calibration. */
export interface Findings {
  readonly volatility: VolatilityEstimate;
  readonly jumps: JumpEstimate;
  readonly detected: DetectedJumps;
  /** Jumps of the volatility's own data, where the jumps come from other data. */
  readonly ownJumps: JumpEstimate | null;
  /** Factor that turns measured jump sizes into those of the profile: 1 unless they are matched. */
  readonly sizeFactor: number;
}

/** Fewest returns from which a volatility is estimated, and fewest tested returns for jumps. */
const fewestReturns = 100;

/**
 * Throws UserError where the data are too few.
 * @param jumpPrices history that the jumps are taken from; the same object as `prices` unless it is another one
 */
export function findMarket(prices: PriceHistory, jumpPrices: PriceHistory, options: CalibrationOptions): Findings {
  const returns = logReturns(prices);
  const jumpReturns = jumpPrices === prices ? returns : logReturns(jumpPrices);
  refuseUnfit(returns, jumpReturns, options);
  const detected = detect(jumpReturns, options);
  const own = jumpPrices === prices ? detected : detectJumps(returns, null);
  const tested = own.tested === 0 ? 0 : detected.tested;
  if (tested < fewestReturns) {
    const found = `found ${tested} returns that could be tested, the rest follow a price that never moved or a day cut short`;
    throw new UserError(`calibration of ${options.name}`, [
      { place: "jumps", message: `${found}; expected at least ${fewestReturns}` },
    ]);
  }
  const volatility = estimateVolatility(returns, own.jumps);
  const jumps = estimateJumps(detected, jumpReturns.barSeconds);
  const left = Math.max(0, volatility.total.value ** 2 - volatility.diffusive.value ** 2);
  const matched = options.jumpSize === "matched" && jumps.count > 0;
  return {
    volatility,
    jumps,
    sizeFactor: matched ? Math.sqrt(left / jumps.varianceRate) : 1,
    detected,
    ownJumps: own === detected ? null : estimateJumps(own, returns.barSeconds),
  };
}

function detect(series: ReturnSeries, { rule, threshold }: CalibrationOptions): DetectedJumps {
  switch (rule) {
    case "threshold":
      return detectJumps(series, threshold);
    case "bipower":
      return detectJumpDays(series, threshold);
  }
}

function refuseUnfit(returns: ReturnSeries, jumpReturns: ReturnSeries, options: CalibrationOptions): void {
  const { name, rule, threshold } = options;
  const problems: Problem[] = [];
  if (threshold !== null && !(threshold > 0)) {
    problems.push({ place: "--threshold", message: `found ${threshold}; expected a number above 0` });
  }
  const count = returnCount(returns);
  if (count < fewestReturns) {
    const message = `found ${count} returns between neighbouring bars; expected at least ${fewestReturns}`;
    problems.push({ place: "volatility", message });
  }
  const perDay = Math.round(86_400 / jumpReturns.barSeconds);
  if (rule === "bipower" && perDay < fewestPerDay) {
    const message = `found ${perDay} bars a day; expected at least ${fewestPerDay} for the bipower rule; use --jumps threshold`;
    problems.push({ place: "jumps", message });
  }
  const lead = rule === "threshold" ? localWindow(jumpReturns.barSeconds) + 1 : perDay;
  const testable = jumpReturns.stretches.reduce((sum, { value }) => sum + Math.max(0, value.length - lead), 0);
  if (testable < fewestReturns) {
    const expected = `expected at least ${fewestReturns} returns after the first ${lead} of an unbroken stretch`;
    problems.push({
      place: "jumps",
      message: `found ${testable}; ${expected}: ${lead + fewestReturns + 1} bars without a gap`,
    });
  }
  if (problems.length > 0) throw new UserError(`calibration of ${name}`, problems);
}
