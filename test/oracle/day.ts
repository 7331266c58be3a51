// The whole plant, slowly and in the open: one path, block by block, in the normative order of plant 1.0.
//
// Every account is an object, every account is tested in every block, nothing is sorted ahead or bounded. The kernel is
// checked against this model, and `bench` prints the time of both.
import { channelNames } from "../../src/control/channels.ts";
import { sensorNames } from "../../src/control/sensors.ts";
import { type Account, equity, headroom, type Side, signOf } from "./accounts.ts";
import { type Controller, control, type Feedbacks, startController, startFilters } from "./controller.ts";
import { type Draw, drawsOf, streams } from "./draws.ts";
import { fillByRule } from "./impact.ts";
import { outsideLogPrices } from "./outside-price.ts";
import {
  type BookReading,
  type Observation,
  observe,
  overshoot,
  type Readings,
  read,
  readBook,
  type SensorMemory,
  startSensors,
} from "./sensors.ts";
import { type Setting, settingsFrom } from "./settings.ts";
import { outcomesOf, startTally, type Tally } from "./tally.ts";
import {
  chooseForced,
  closestCall,
  drawCloses,
  drawOpens,
  type Forced,
  openAccount,
  type RiskView,
  type Slots,
} from "./traders.ts";
import { type Ledger, settle, tradeAgainstProviders } from "./waterfall.ts";

const sides = ["long", "short"] as const;

interface Venue {
  readonly set: Setting;
  readonly draw: Draw;
  readonly outside: readonly number[];
  readonly book: Record<Side, Slots>;
  readonly slotCoins: Record<Side, number>;
  readonly ledger: Ledger;
  readonly sensors: SensorMemory;
  readonly controller: Controller;
  readonly tally: Tally;
  /** Log, of the index by this venue. */
  displacement: number;
  /** Log mark over index at the end of each block. */
  readonly bases: number[];
  /** Risk price at the start of each block, USD/coin. */
  readonly riskPrices: number[];
  depth: number;
  fundingIndex: number;
  bookReading: BookReading;
}

interface Flows {
  readonly forced: Record<Side, Forced[]>;
  readonly closes: Record<Side, number[]>;
  readonly opens: Record<Side, { slot: number; u: number }[]>;
}

/** Outcomes of one path under the kernel's names, and `closestCall`. */
export function simulateOracle(
  values: Readonly<Record<string, number>>,
  seed: number,
  path: number,
  feedbacks: Feedbacks = {},
): Record<string, number> {
  const venue = openVenue(settingsFrom(values), drawsOf(seed, path), feedbacks);
  const blocks = venue.set("time.blocks");
  for (let k = 0; k < blocks; k++) playBlock(venue, k);
  return outcomes(venue);
}

function openVenue(set: Setting, draw: Draw, feedbacks: Feedbacks): Venue {
  const slots = set("book.slots");
  const sensors = startSensors(set);
  const coins = (name: string): number => set(name) / set("price.initial") / slots;
  const slotCoins = { long: coins("book.openInterestLong"), short: coins("book.openInterestShort") };
  const ledger: Ledger = {
    insurance: set("insurance.initial"),
    badDebt: 0,
    returned: 0,
    deposits: 0,
    lpCash: 0,
    lpCoins: 0,
    arbitrageCash: 0,
    arbitrageCoins: 0,
  };
  const venue: Venue = {
    set,
    draw,
    outside: outsideLogPrices(set, draw),
    book: { long: [], short: [] },
    slotCoins,
    ledger,
    sensors,
    controller: startController(set, feedbacks, draw),
    tally: startTally(),
    displacement: 0,
    bases: [],
    riskPrices: [],
    depth: set("depth.initial"),
    fundingIndex: 0,
    bookReading: { coverage: 0, bookDensity: 0 },
  };
  for (const side of sides)
    for (let slot = 0; slot < slots; slot++) {
      const random = draw(streams.book, slot, side === "long" ? 0 : 1);
      open(venue, side, slot, set("price.initial"), set("book.leverage") === 1 ? 1 - (slot + 0.5) / slots : random);
    }
  venue.bookReading = lookIntoBook(venue, set("price.initial"));
  startFilters(set, venue.controller, read(set, sensors, observation(venue, 0, 0)));
  return venue;
}

function playBlock(v: Venue, k: number): void {
  const { set } = v;
  const x = v.outside[k] ?? Number.NaN; // 1 outside price
  const basis = v.bases.at(-1) ?? 0;
  const mark = set("price.initial") * Math.exp(x + v.displacement + basis);
  v.riskPrices.push(set("price.initial") * Math.exp(x + v.displacement + set("oracle.markWeight") * basis)); // 2 oracle
  accrueFunding(v, mark); // 3
  const flows = collectFlows(v, k, mark); // 4
  const depthBefore = v.depth;
  const move = executeFlows(v, k, flows, mark); // 5
  arbitrage(v, k, basis, move, depthBefore, mark); // 6
  refillDepth(v); // 7
  const readings = senseAndControl(v, k, x, mark); // 8
  record(v, x, readings); // 9
}

function accrueFunding(v: Venue, mark: number): void {
  const perCoin = v.controller.actuators.funding * mark * (v.set("time.block") / 86400);
  v.fundingIndex += perCoin;
  v.ledger.lpCash += perCoin * (coins(v, "long") - coins(v, "short"));
  v.tally.funding.push(v.controller.actuators.funding);
}

/** Open coins of a side. */
function coins(v: Venue, side: Side): number {
  return v.book[side].reduce((total, account) => total + (account?.size ?? 0), 0);
}

function collectFlows(v: Venue, k: number, mark: number): Flows {
  const { set, draw, book } = v;
  const delay = set("delay.oracle") + set("delay.keeper");
  const trigger = v.riskPrices[k - delay] ?? set("price.initial");
  const { maintenance, cap, funding } = v.controller.actuators;
  const view = { trigger, mark, fundingIndex: v.fundingIndex, maintenance, budget: cap * v.depth };
  const views: Record<Side, RiskView> = {
    long: { ...view, slotCoins: v.slotCoins.long },
    short: { ...view, slotCoins: v.slotCoins.short },
  };
  for (const side of sides) v.tally.closestCall = Math.min(v.tally.closestCall, closestCall(book[side], views[side]));
  const forced = { long: chooseForced(set, book.long, views.long), short: chooseForced(set, book.short, views.short) };
  const taken = { long: slotsOf(forced.long), short: slotsOf(forced.short) };
  const drawdown = v.sensors.logPeak - v.sensors.logMark;
  const mood = { funding, momentum: v.sensors.momentum, drawdown };
  const closesOf = (side: Side): number[] => drawCloses(set, draw, k, side, book[side], mood, taken[side]);
  const closes = { long: closesOf("long"), short: closesOf("short") };
  const opensOf = (side: Side): { slot: number; u: number }[] =>
    drawOpens(set, draw, k, side, book[side], mood, taken[side]);
  return { forced, closes, opens: { long: opensOf("long"), short: opensOf("short") } };
}

function slotsOf(forced: readonly Forced[]): Set<number> {
  return new Set(forced.map(({ slot }) => slot));
}

/** One order for the net of all flows, one price for everybody. Returns the signed log move. */
function executeFlows(v: Venue, k: number, flows: Flows, mark: number): number {
  const { set, tally } = v;
  let net = 0; // coins bought
  for (const side of sides) {
    const closed = flows.closes[side].reduce((total, slot) => total + (v.book[side][slot]?.size ?? 0), 0);
    const forced = flows.forced[side].reduce((total, { closed: account }) => total + account.size, 0);
    net += signOf(side) * (flows.opens[side].length * v.slotCoins[side] - closed - forced);
  }
  const floor = set("depth.floor") * set("depth.initial");
  const order = fillByRule(mark, net, { depth: v.depth, floor, depletion: set("depth.depletion") });
  const price = net === 0 ? mark : order.cash / Math.abs(net);
  v.depth = order.depth;
  for (const side of sides) liquidate(v, side, flows.forced[side], price);
  for (const side of sides)
    for (const slot of flows.closes[side]) {
      const account = v.book[side][slot];
      if (account) settle(v.ledger, account, price, v.fundingIndex, 0);
      v.book[side][slot] = null;
      tally.closes += 1;
    }
  for (const side of sides)
    for (const { slot, u } of flows.opens[side]) {
      open(v, side, slot, price, u);
      tally.opens += 1;
    }
  if (flows.forced.long.length + flows.forced.short.length > 0) tally.lastLiquidation = k;
  return order.move;
}

function liquidate(v: Venue, side: Side, forced: readonly Forced[], price: number): void {
  for (const { slot, closed, rest, share } of forced) {
    settle(v.ledger, closed, price, v.fundingIndex, v.set("liquidation.fee"));
    v.book[side][slot] = rest;
    v.tally.liquidatedUsd += closed.size * price;
    v.tally.liquidated[side] += share;
  }
}

function open(v: Venue, side: Side, slot: number, price: number, u: number): void {
  const account = openAccount(v.set, side, v.slotCoins[side], price, v.fundingIndex, v.controller.actuators.margin, u);
  v.book[side][slot] = account;
  v.ledger.deposits += account.collateral;
  tradeAgainstProviders(v.ledger, signOf(side) * account.size, price);
}

/** Closes part of an earlier basis at the mark, limited by band and capital; a share of it stays in the index. */
function arbitrage(v: Venue, k: number, basis: number, move: number, depth: number, mark: number): void {
  const { set, ledger } = v;
  const dt = set("time.block");
  const seen = v.bases[k - set("arbitrage.delay")] ?? 0;
  const outsideBand = Math.sign(seen) * Math.max(0, Math.abs(seen) - set("arbitrage.band"));
  const phi = set("arbitrage.permanentShare");
  const wanted = (1 - Math.exp(-dt / set("arbitrage.basisTime"))) * outsideBand;
  const usd = Math.abs((1 - phi) * wanted * depth);
  const closed = usd > set("arbitrage.capital") ? wanted * (set("arbitrage.capital") / usd) : wanted;
  const bought = -(1 - phi) * closed * depth; // USD
  ledger.arbitrageCash -= bought;
  ledger.arbitrageCoins += bought / mark;
  tradeAgainstProviders(ledger, bought / mark, mark);
  v.bases.push(basis + move - closed);
  v.displacement = v.displacement * Math.exp(-dt / set("arbitrage.indexTime")) + phi * closed;
}

function refillDepth(v: Venue): void {
  const { set } = v;
  const stress = overshoot(set, v.sensors.markVariance);
  const stay = Math.max(set("liquidity.withdrawalFloor"), Math.exp(-set("liquidity.withdrawalSlope") * stress));
  const target = set("depth.initial") * v.controller.actuators.depth * stay;
  v.depth += (target - v.depth) * (1 - Math.exp(-set("time.block") / set("liquidity.refillTime")));
  v.depth = Math.max(v.depth, set("depth.floor") * set("depth.initial"));
}

function senseAndControl(v: Venue, k: number, x: number, mark: number): Readings {
  const { set } = v;
  const logIndex = x + v.displacement;
  const basis = v.bases.at(-1) ?? 0;
  const outside = observation(v, logIndex + basis, logIndex);
  observe(set, v.sensors, outside);
  const risk = set("price.initial") * Math.exp(logIndex + set("oracle.markWeight") * basis);
  if (k % set("sensors.bookEvery") === 0) v.bookReading = lookIntoBook(v, risk);
  const seen = { ...outside, book: v.bookReading };
  const readings = read(set, v.sensors, seen);
  const view = { basis, long: seen.long, short: seen.short, price: mark };
  control(set, v.controller, readings, view, (maintenance, raise) => allowedRaise(v, k, mark, maintenance, raise));
  return readings;
}

function observation(v: Venue, logMark: number, logIndex: number): Observation {
  return {
    logMark,
    logIndex,
    long: coins(v, "long"),
    short: coins(v, "short"),
    depthRatio: v.depth / v.set("depth.initial"),
    insuranceRatio: v.ledger.insurance / v.set("insurance.initial"),
    book: v.bookReading,
  };
}

/** USD at `price` of the accounts of a side for which `test` holds. */
function usdOf(v: Venue, side: Side, price: number, test: (account: Account) => boolean): number {
  return v.book[side].reduce((total, account) => total + (account && test(account) ? account.size * price : 0), 0);
}

/** Only where a loop could read it: it costs a look at every account. */
function lookIntoBook(v: Venue, price: number): BookReading {
  const wanted = [sensorNames.indexOf("coverage"), sensorNames.indexOf("bookDensity")];
  const read = channelNames.flatMap((channel) => [v.set(`${channel}.sensor`), v.set(`${channel}.feedForwardSensor`)]);
  if (!wanted.some((sensor) => read.includes(sensor))) return v.bookReading;
  const { maintenance } = v.controller.actuators;
  return readBook(v.set, v.sensors, v.depth, (fall) => {
    const fallen = price * Math.exp(-fall);
    return usdOf(v, "long", price, (account) => headroom(account, fallen, v.fundingIndex, maintenance) <= 0);
  });
}

/** (1 - m) cLiq D / rho(0): rho of the heavier side, between the price that will trigger and a little beyond. */
function allowedRaise(v: Venue, k: number, mark: number, maintenance: number, raise: number): number {
  const { set } = v;
  const delay = set("delay.oracle") + set("delay.keeper");
  const trigger = v.riskPrices[delay === 0 ? k : k + 1 - delay] ?? set("price.initial");
  const band = Math.max(0.0025, raise / (1 - maintenance));
  const densities = sides.map((side) => {
    const room = (account: Account, price: number): number => headroom(account, price, v.fundingIndex, maintenance);
    const beyond = trigger * (1 - signOf(side) * band);
    return usdOf(v, side, mark, (a) => room(a, trigger) > 0 && room(a, beyond) <= 0) / band;
  });
  const density = Math.max(...densities);
  return density === 0 ? Number.POSITIVE_INFINITY : ((1 - maintenance) * set("margin.guardrail") * v.depth) / density;
}

function record(v: Venue, x: number, readings: Readings): void {
  const { tally, controller } = v;
  tally.logMarks.push(v.sensors.logMark);
  tally.outside.push(x);
  tally.gaps.push(v.displacement + readings.basis);
  tally.insurance.push(v.ledger.insurance);
  tally.depth.push(v.depth);
  tally.initialMargin.push(controller.actuators.margin);
  tally.depthMultiple.push(controller.actuators.depth);
}

/** Equity of everybody who still has a position, USD. */
function openEquity(v: Venue, mark: number): number {
  const accounts: Account[] = sides.flatMap((side) => v.book[side].filter((account) => account !== null));
  return accounts.reduce((total, account) => total + equity(account, mark, v.fundingIndex), 0);
}

function outcomes(v: Venue): Record<string, number> {
  const { set, ledger, tally } = v;
  const insurance = set("insurance.initial");
  const start = { price: set("price.initial"), margin: set("margin.initial"), insurance, depth: set("depth.initial") };
  const series = outcomesOf(tally, set("time.block"), start);
  const mark = series.finalMark ?? Number.NaN;
  const lpValue = ledger.lpCash + ledger.lpCoins * mark;
  const arbitrageValue = ledger.arbitrageCash + ledger.arbitrageCoins * mark;
  const held = openEquity(v, mark) + ledger.returned + lpValue + arbitrageValue + ledger.insurance;
  return {
    ...series,
    badDebtUsd: ledger.badDebt,
    insolvent: ledger.badDebt > 0 ? 1 : 0,
    lpReturn: lpValue / set("liquidity.equity"),
    controlChurn: v.controller.churn,
    liquidatedLongShare: tally.liquidated.long / set("book.slots"),
    liquidatedShortShare: tally.liquidated.short / set("book.slots"),
    finalInsuranceUsd: ledger.insurance,
    depositsUsd: ledger.deposits,
    conservationErrorUsd: held - ledger.deposits - insurance,
  };
}
