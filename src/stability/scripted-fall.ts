// One sudden fall of the outside price, played by the kernel: how far the mark falls in the end.
import { log1p } from "../numeric/elementary.ts";
import { kernelModule } from "../simulate/module.ts";
import { outcomeColumn } from "../simulate/outcome.ts";
import { createPlant, openPlant, type ScenarioFamily } from "../simulate/plant.ts";
import { withValues } from "./setting.ts";

/**
 * Deepest fall of the mark below its start (log), mean over the paths, after a sudden fall of the outside price of `shock`
 * (log) in the first block; nothing else moves the outside price. The venue is that of `vector`.
 */
export function scriptedFall(vector: Float64Array, shock: number, family: ScenarioFamily): number {
  const quiet = { "price.volatility": 0, "price.drift": 0, "jump.rate": 0 };
  const script = { "shock.size": -shock, "shock.block": 0, "shock.blocks": 1 };
  const scripted = withValues(vector, { ...quiet, ...script });
  const plant = createPlant(kernelModule(), scripted, family, 1);
  const falls = outcomeColumn(openPlant(kernelModule(), plant, 0).run(scripted), "drawdownFromStart");
  return falls.reduce((sum, fall) => sum - log1p(-fall), 0) / falls.length;
}
