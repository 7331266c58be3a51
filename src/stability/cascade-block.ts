// The fast block: the loop price -> liquidation -> price, linear while the price makes new lows.
//
// One-sided: liquidations never reverse (no position is bought back when the price recovers), so the model holds from one
// new low to the next and gives the depth of a fall, never the recovery. Specification: control 3.4 (a).
import type { TransferFunction } from "../control/linear/transfer-function.ts";
import { expm1 } from "../numeric/elementary.ts";
import { valueIn } from "./setting.ts";

/**
 * Loop transfer function, per block, of the risk price to itself. A fall of the risk price by 1 sells g of log price l + 1
 * blocks later; arbitrage closes the share aK of the basis it saw lA blocks ago and leaves the share phi of that in the index:
 *   L(z) = g z^-(l+1) (alpha (1 - z^-1) + phi aK z^-lA) / (1 - z^-1 + aK z^-lA),
 * with alpha the weight of the mark in the risk price. For alpha = lA = 1 that is control 3.4's
 *   g z^-(l+1) (1 - z^-1) ((1 - phi) / (1 - (1 - aK) z^-1) + phi / (1 - z^-1)).
 * Gain alpha g at once, phi g in the end. An index that returns by itself (`arbitrage.indexTime`) is left out: it takes hours.
 * @param gain loop gain g: book density over depth
 */
export function cascadeLoop(vector: Float64Array, gain: number): TransferFunction {
  const markWeight = valueIn(vector, "oracle.markWeight");
  const permanent = valueIn(vector, "arbitrage.permanentShare");
  const seen = valueIn(vector, "arbitrage.delay");
  const closed = -expm1(-valueIn(vector, "time.block") / valueIn(vector, "arbitrage.basisTime"));
  const trigger = valueIn(vector, "delay.oracle") + valueIn(vector, "delay.keeper");
  const scaled = (weight: number, late: number): readonly number[] => {
    const powers = new Array<number>(seen + 1).fill(0); // of z^-1, from 0 on; descending powers of z after z^lA
    powers[0] = weight;
    powers[1] = -weight;
    powers[seen] = (powers[seen] ?? 0) + late;
    return powers;
  };
  return {
    num: scaled(gain * markWeight, gain * permanent * closed),
    den: scaled(1, closed),
    delay: trigger + 1,
    sampleTime: 1,
    timeUnit: "block",
  };
}
