// The running measures of a simulated path and the outcomes they end in, under the kernel's names.

export interface Tally {
  readonly logMarks: number[];
  readonly outside: number[];
  /** Log mark over outside price. */
  readonly gaps: number[];
  readonly insurance: number[];
  readonly depth: number[];
  /** Funding rate charged in each block, 1/day. */
  readonly funding: number[];
  readonly initialMargin: number[];
  readonly depthMultiple: number[];
  liquidatedUsd: number;
  closes: number;
  opens: number;
  /** Closed shares of slots. */
  liquidated: { long: number; short: number };
  lastLiquidation: number;
  /** Smallest distance of any account from the threshold; below 1e-12 rounding may decide. */
  closestCall: number;
}

export function startTally(): Tally {
  return {
    logMarks: [],
    outside: [],
    gaps: [],
    insurance: [],
    depth: [],
    funding: [],
    initialMargin: [],
    depthMultiple: [],
    liquidatedUsd: 0,
    closes: 0,
    opens: 0,
    liquidated: { long: 0, short: 0 },
    lastLiquidation: 0,
    closestCall: Number.POSITIVE_INFINITY,
  };
}

/** The measures that only need the series. `dt` in s. */
export function outcomesOf(
  t: Tally,
  dt: number,
  start: { price: number; margin: number; insurance: number; depth: number },
): Record<string, number> {
  const days = dt / 86400;
  const maxDrawdown = 1 - Math.exp(-largestFall(t.logMarks));
  const exogenousDrawdown = 1 - Math.exp(-largestFall(t.outside));
  const meanSquareFunding = mean(t.funding.map((f) => f * f));
  return {
    maxDrawdown,
    exogenousDrawdown,
    excessDrawdown: maxDrawdown - exogenousDrawdown,
    peakGap: largest(t.gaps.map(Math.abs)),
    rmsGap: Math.sqrt(mean(t.gaps.map((gap) => gap * gap))),
    liquidatedUsd: t.liquidatedUsd,
    minInsuranceUsd: -largest([start.insurance, ...t.insurance].map((v) => -v)),
    fundingPaid: sum(t.funding.map((f) => Math.abs(f) * days)),
    rmsFunding: Math.sqrt(meanSquareFunding),
    marginChurn: sum(steps([start.margin, ...t.initialMargin])) / start.margin,
    meanMaxLeverage: mean(t.initialMargin.map((m) => 1 / m)),
    extraDepthDays: sum(t.depthMultiple.map((u) => (u - 1) * days)),
    liquidations: t.liquidated.long + t.liquidated.short,
    closes: t.closes,
    opens: t.opens,
    finalMark: start.price * Math.exp(t.logMarks.at(-1) ?? 0),
    drawdownFromStart: 1 - Math.exp(-largest([0, ...t.logMarks.map((x) => -x)])),
    gapArea: sum(t.gaps.map((gap) => Math.abs(gap) * dt)),
    minDepth: -largest([start.depth, ...t.depth].map((d) => -d)),
    finalDepth: t.depth.at(-1) ?? 0,
    fundingDeviation: Math.sqrt(Math.max(0, meanSquareFunding - mean(t.funding) ** 2)),
    lastLiquidationBlock: t.lastLiquidation,
    closestCall: t.closestCall,
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
const largest = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);

function steps(values: readonly number[]): number[] {
  return values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? value)));
}

/** Largest fall of a log price from its highest value, counting the start at 0. */
function largestFall(logs: readonly number[]): number {
  let peak = 0;
  let worst = 0;
  for (const x of logs) {
    peak = Math.max(peak, x);
    worst = Math.max(worst, peak - x);
  }
  return worst;
}
