// Constants of one run, computed once from the parameter vector; the build writes byte offsets for parameter names.
import { exp, expm1, log } from "../../numeric/elementary.ts";

export const YEAR: f64 = 31536000;

export let parameters: usize = 0;

// @ts-ignore: decorator
@inline
export function parameter(offset: usize): f64 {
  return load<f64>(parameters + offset);
}

export let blockTime: f64 = 0;
export let blockDays: f64 = 0;
export let blocks: i32 = 0;
export let price0: f64 = 0;

export let depth0: f64 = 0;
export let depthFloor: f64 = 0;
export let depletion: f64 = 0;
export let refillShare: f64 = 0;
export let withdrawalSlope: f64 = 0;
export let withdrawalFloor: f64 = 0;

export let basisShare: f64 = 0;
export let arbitrageDelay: i32 = 0;
export let band: f64 = 0;
export let arbitrageCapital: f64 = 0;
export let permanentShare: f64 = 0;
export let indexKeep: f64 = 0;

export let slots: i32 = 0;
export let coinsLong: f64 = 0;
export let coinsShort: f64 = 0;
export let leastLeverage: f64 = 0;
export let closeHazard: f64 = 0;
export let openHazard: f64 = 0;
export let fundingResponse: f64 = 0;
export let momentumResponse: f64 = 0;
export let momentumKeep: f64 = 0;
export let panicResponse: f64 = 0;
export let hazardLimit: f64 = 0;

export let triggerDelay: i32 = 0;
export let commandDelay: i32 = 0;
export let markWeight: f64 = 0;
export let liquidationFee: f64 = 0;
export let closesParts: bool = false;

export let variancePerYear: f64 = 0;
export let varianceKeep: f64 = 0;
export let varianceGain: f64 = 0; // (1 - keep) / block time
export let inverseReference: f64 = 0;
export let stressFromIndex: bool = false;

export let law: i32 = 0;
export let premiumWindow: i32 = 0;
export let margin0: f64 = 0;
export let maintenance0: f64 = 0;
export let cap0: f64 = 0;
export let insurance0: f64 = 0;
export let marginSlew: f64 = 0;
export let maintenanceCeiling: f64 = 0;
export let guardrail: f64 = Infinity;
export let depthShare: f64 = 0;
export let lpEquity: f64 = 0;
export let barBlocks: i32 = 0;

// @ts-ignore: decorator
@inline
function approach(time: f64): f64 {
  return -expm1(-blockTime / time);
}

/** Reads the vector at address `vector`. */
export function prepare(vector: usize): void {
  parameters = vector;
  blockTime = parameter(slot("time.block"));
  blockDays = blockTime / 86400;
  blocks = <i32>parameter(slot("time.blocks"));
  price0 = parameter(slot("price.initial"));
  prepareMarket();
  prepareProtocol();
}

function prepareMarket(): void {
  depth0 = parameter(slot("depth.initial"));
  depthFloor = parameter(slot("depth.floor")) * depth0;
  depletion = parameter(slot("depth.depletion"));
  refillShare = approach(parameter(slot("liquidity.refillTime")));
  withdrawalSlope = parameter(slot("liquidity.withdrawalSlope"));
  withdrawalFloor = parameter(slot("liquidity.withdrawalFloor"));
  lpEquity = parameter(slot("liquidity.equity"));
  basisShare = approach(parameter(slot("arbitrage.basisTime")));
  arbitrageDelay = <i32>parameter(slot("arbitrage.delay"));
  band = parameter(slot("arbitrage.band"));
  arbitrageCapital = parameter(slot("arbitrage.capital"));
  permanentShare = parameter(slot("arbitrage.permanentShare"));
  indexKeep = exp(-blockTime / parameter(slot("arbitrage.indexTime")));
  slots = <i32>parameter(slot("book.slots"));
  coinsLong = parameter(slot("book.openInterestLong")) / price0 / <f64>slots;
  coinsShort = parameter(slot("book.openInterestShort")) / price0 / <f64>slots;
  leastLeverage = parameter(slot("book.leastLeverage"));
  closeHazard = parameter(slot("traders.closeHazard"));
  openHazard = parameter(slot("traders.openHazard"));
  fundingResponse = parameter(slot("traders.fundingResponse"));
  momentumResponse = parameter(slot("traders.momentumResponse"));
  momentumKeep = exp(-blockTime / parameter(slot("traders.momentumTime")));
  panicResponse = parameter(slot("traders.panicResponse"));
  hazardLimit = parameter(slot("traders.hazardLimit"));
  const volatility = parameter(slot("price.volatility"));
  variancePerYear = volatility * volatility;
  varianceKeep = exp((-0.693147180559945309417 * blockTime) / parameter(slot("volatility.halfLife")));
  varianceGain = (1 - varianceKeep) / blockTime;
  inverseReference = 1 / parameter(slot("volatility.reference"));
  stressFromIndex = parameter(slot("volatility.source")) == 1;
  barBlocks = <i32>max<f64>(1, nearest(60 / blockTime));
}

function prepareProtocol(): void {
  triggerDelay = <i32>(parameter(slot("delay.oracle")) + parameter(slot("delay.keeper")));
  commandDelay = <i32>parameter(slot("delay.command"));
  markWeight = parameter(slot("oracle.markWeight"));
  liquidationFee = parameter(slot("liquidation.fee"));
  closesParts = parameter(slot("liquidation.lastSlot")) == 1;
  law = <i32>parameter(slot("funding.law"));
  premiumWindow = <i32>parameter(slot("premium.window"));
  margin0 = parameter(slot("margin.initial"));
  maintenance0 = margin0 * parameter(slot("margin.maintenanceShare"));
  cap0 = parameter(slot("liquidation.cap"));
  insurance0 = parameter(slot("insurance.initial"));
  marginSlew = parameter(slot("margin.stepLimit"));
  maintenanceCeiling = parameter(slot("margin.maintenanceCeiling"));
  guardrail = parameter(slot("margin.guardrail"));
  depthShare = approach(parameter(slot("depth.commandTime")));
}

/** Annualised volatility from a variance per second. */
// @ts-ignore: decorator
@inline
export function annualised(variance: f64): f64 {
  return sqrt(variance * YEAR);
}

/** Variance per second that corresponds to the configured volatility: the estimate at the start. */
export function initialVariance(): f64 {
  return variancePerYear / YEAR;
}
