// What the kernel reports of one path, in its order: the eighteen outputs of the benchmark plant, then the rest.

interface OutcomeRow {
  readonly name: string;
  readonly unit: string;
  readonly meaning: string;
}

const rows = [
  { name: "maxDrawdown", unit: "fraction", meaning: "Deepest fall of the mark from its running maximum." },
  {
    name: "exogenousDrawdown",
    unit: "fraction",
    meaning: "The same for the outside price: identical for every candidate.",
  },
  { name: "excessDrawdown", unit: "fraction", meaning: "Their difference: what the venue itself added." },
  { name: "peakGap", unit: "log", meaning: "Largest |log mark over outside price|." },
  { name: "rmsGap", unit: "log", meaning: "Root mean square of the same." },
  { name: "liquidatedUsd", unit: "USD", meaning: "Notional closed by force, at its fills." },
  { name: "badDebtUsd", unit: "USD", meaning: "Losses that neither collateral nor insurance covered." },
  { name: "insolvent", unit: "0/1", meaning: "Event S1: somebody else than the account and the fund lost money." },
  { name: "minInsuranceUsd", unit: "USD", meaning: "Lowest level of the insurance fund." },
  { name: "fundingPaid", unit: "fraction", meaning: "Sum of |funding rate| over the horizon, as a share of notional." },
  { name: "rmsFunding", unit: "1/day", meaning: "Root mean square of the funding rate." },
  {
    name: "marginChurn",
    unit: "multiple",
    meaning: "Total movement of the initial margin, in units of its value at rest.",
  },
  { name: "meanMaxLeverage", unit: "multiple", meaning: "Mean of 1 / initial margin: the leverage offered." },
  { name: "extraDepthDays", unit: "day", meaning: "(Depth incentive - 1) integrated over time." },
  { name: "liquidations", unit: "count", meaning: "Positions closed by force (a part counts as its share)." },
  { name: "closes", unit: "count", meaning: "Voluntary closes." },
  { name: "opens", unit: "count", meaning: "New positions." },
  { name: "finalMark", unit: "USD/coin", meaning: "Mark at the end." },
  { name: "drawdownFromStart", unit: "fraction", meaning: "Deepest fall of the mark below its initial value." },
  { name: "gapArea", unit: "log s", meaning: "Integral of |log mark over outside price|." },
  { name: "minDepth", unit: "USD/log", meaning: "Lowest depth at the end of a block." },
  { name: "variationMark", unit: "log^2", meaning: "Sum of squared one-minute log returns of the mark." },
  { name: "variationExogenous", unit: "log^2", meaning: "The same for the outside price." },
  {
    name: "insolventHard",
    unit: "0/1",
    meaning: "Event S2: liquidity providers and insurance together were below zero.",
  },
  { name: "lpReturn", unit: "fraction", meaning: "Profit of the liquidity providers over their initial equity." },
  {
    name: "lpDrawdown",
    unit: "fraction",
    meaning: "Deepest fall of their equity from its maximum, over their initial equity.",
  },
  { name: "fundingDeviation", unit: "1/day", meaning: "Standard deviation of the funding rate over the path." },
  { name: "fundingLargestStep", unit: "1/day", meaning: "Largest change of the funding rate in one block." },
  {
    name: "controlChurn",
    unit: "multiple",
    meaning: "Sum over the loops of the movement of their outputs, each in units of its range at rest.",
  },
  { name: "parameterUpdates", unit: "count", meaning: "Blocks in which some loop sent a new value." },
  { name: "openInterestOverCollateral", unit: "multiple", meaning: "Mean of open interest over the equity behind it." },
  { name: "liquidatedShare", unit: "fraction", meaning: "Notional closed by force over initial open interest." },
  { name: "liquidatedLongShare", unit: "fraction", meaning: "Closed share of the long slots, counted in slots." },
  { name: "liquidatedShortShare", unit: "fraction", meaning: "The same for shorts." },
  { name: "lastLiquidationBlock", unit: "block", meaning: "Last block with a forced close; 0 if there was none." },
  { name: "finalInsuranceUsd", unit: "USD", meaning: "Insurance fund at the end." },
  { name: "finalDepth", unit: "USD/log", meaning: "Depth at the end." },
  {
    name: "conservationErrorUsd",
    unit: "USD",
    meaning: "All money at the end minus all money put in; zero up to rounding.",
  },
  {
    name: "inventoryErrorCoins",
    unit: "coin",
    meaning: "Sum of all positions, traders, liquidity providers and arbitrage; zero up to rounding.",
  },
  { name: "depositsUsd", unit: "USD", meaning: "All collateral ever posted." },
] as const satisfies readonly OutcomeRow[];

export type OutcomeName = (typeof rows)[number]["name"];

export const outcomeTable: readonly OutcomeRow[] = rows;
export const outcomeNames: readonly OutcomeName[] = rows.map((row) => row.name);

/** The first outputs are those of the benchmark plant's golden file, in its order. */
export const BENCHMARK_OUTPUTS = 18;

/** Outcomes of many paths. */
export interface Outcomes {
  readonly paths: number;
  /** paths x outcomeNames.length, row by path. */
  readonly values: Float64Array;
}

/** One outcome of every path, in path order. */
export function outcomeColumn(outcomes: Outcomes, name: OutcomeName): Float64Array {
  const width = outcomeNames.length;
  const at = outcomeNames.indexOf(name);
  return Float64Array.from({ length: outcomes.paths }, (_, path) => outcomes.values[path * width + at] ?? Number.NaN);
}

/** The first `paths` of many paths, without copying. */
export function firstPaths({ values }: Outcomes, paths: number): Outcomes {
  return { paths, values: values.subarray(0, paths * outcomeNames.length) };
}

/** Outcomes of two runs of paths as those of one. */
export function joinedPaths(head: Outcomes, tail: Outcomes): Outcomes {
  const values = new Float64Array(head.values.length + tail.values.length);
  values.set(head.values);
  values.set(tail.values, head.values.length);
  return { paths: head.paths + tail.paths, values };
}
