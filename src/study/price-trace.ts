// Mark price and drawdown of every path over time, for fan charts.
import { kernelModule } from "../simulate/module.ts";
import { openPlant } from "../simulate/plant.ts";
import { traceColumn } from "../simulate/trace.ts";
import type { IdentifiedModel } from "../stability/identified-model.ts";
import { wholeVector } from "./model.ts";
import { scenarioPlant } from "./scenario-plant.ts";
import type { SeedFamily } from "./spec.ts";

/** Times that are shown at most. */
const TIMES = 240;

export interface PriceTrace {
  readonly paths: number;
  /** Hours since the start, at the end of the shown blocks. */
  readonly hours: readonly number[];
  /** USD/coin, paths x hours, row by path. */
  readonly mark: Float64Array;
  /** Fall from the running maximum of the shown times, a fraction, paths x hours. */
  readonly drawdown: Float64Array;
}

/**
 * @param values full parameter values by name, defaults where absent
 * @param models identified ones of state loops
 */
export function priceTrace(
  values: Readonly<Record<string, number>>,
  family: SeedFamily,
  models: readonly IdentifiedModel[],
): PriceTrace {
  const vector = wholeVector(values, models);
  const plant = scenarioPlant(vector, family, 1);
  const stride = Math.max(1, Math.ceil(plant.blocks / TIMES));
  const trace = openPlant(kernelModule(), plant, 0).trace(vector, stride);
  const times = trace.blocks.length;
  const mark = new Float64Array(family.paths * times);
  const drawdown = new Float64Array(family.paths * times);
  for (let path = 0; path < family.paths; path++) {
    const column = traceColumn(trace, path, "mark");
    let peak = values["price.initial"] ?? column[0] ?? Number.NaN;
    column.forEach((price, time) => {
      peak = Math.max(peak, price);
      mark[path * times + time] = price;
      drawdown[path * times + time] = 1 - price / peak;
    });
  }
  const block = (values["time.block"] ?? 12) / 3600;
  return { paths: family.paths, hours: trace.blocks.map((at) => (at + 1) * block), mark, drawdown };
}
