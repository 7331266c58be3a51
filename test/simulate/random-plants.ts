// Random small plants for property tests: every mechanism on, in ranges wide enough that books cascade and run dry.
import fc from "fast-check";
import { channelNames } from "../../src/control/channels.ts";
import { COMPENSATOR_STATES } from "../../src/control/compensator.ts";
import { scheduleNodes } from "../../src/control/schedule.ts";
import { sensorNames } from "../../src/control/sensors.ts";
import type { Feedbacks } from "../oracle/controller.ts";
import type { StateFeedback } from "../oracle/structures.ts";
import type { Values } from "./benchmark-plants.ts";

/** Evenly spread; fast-check's own doubles favour the extremes and the subnormal, where no plant lives. */
const number = (min: number, max: number): fc.Arbitrary<number> =>
  fc.noBias(fc.integer({ min: 0, max: 2 ** 30 })).map((i) => min + (max - min) * (i / 2 ** 30));
const logarithmic = (min: number, max: number): fc.Arbitrary<number> =>
  number(Math.log(min), Math.log(max)).map(Math.exp);
const sometimes = (value: number, otherwise: fc.Arbitrary<number>): fc.Arbitrary<number> =>
  fc.oneof(fc.constant(value), otherwise);
const whole = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });

/** Volatilities are high and depth is low, so that a few hundred blocks see many liquidations. */
const world = fc.record({
  "time.block": logarithmic(1, 60),
  "time.blocks": whole(50, 400),
  "price.initial": logarithmic(0.01, 1e5),
  "price.volatility": number(0, 4),
  "price.drift": number(-5, 5),
  "jump.rate": sometimes(0, logarithmic(1e-5, 1e-3)),
  "jump.branching": number(0, 0.9),
  "jump.decay": logarithmic(1e-4, 0.1),
  "jump.mean": number(-0.03, 0.01),
  "jump.deviation": number(0, 0.03),
  "shock.size": sometimes(0, number(-0.15, 0.1)),
  "shock.block": whole(0, 60),
  "shock.blocks": whole(1, 40),
  "depth.initial": logarithmic(3e8, 3e9),
  "depth.floor": number(0.02, 0.5),
  "depth.depletion": sometimes(0, number(0, 20)),
  "liquidity.refillTime": logarithmic(30, 3000),
  "liquidity.withdrawalSlope": number(0, 2),
  "liquidity.withdrawalFloor": number(0.1, 1),
  "volatility.halfLife": logarithmic(30, 3000),
  "volatility.source": whole(0, 1),
});

const market = fc.record({
  "arbitrage.basisTime": logarithmic(1, 1000),
  "arbitrage.delay": whole(1, 5),
  "arbitrage.band": sometimes(0, number(0, 0.002)),
  "arbitrage.capital": sometimes(Number.POSITIVE_INFINITY, logarithmic(1e4, 1e7)),
  "arbitrage.permanentShare": number(0, 0.9),
  "arbitrage.indexTime": sometimes(Number.POSITIVE_INFINITY, logarithmic(100, 1e5)),
  "traders.closeHazard": sometimes(0, logarithmic(1e-5, 1e-3)),
  "traders.openHazard": sometimes(0, logarithmic(1e-5, 1e-3)),
  "traders.fundingResponse": number(0, 50),
  "traders.momentumResponse": number(-20, 20),
  "traders.momentumTime": logarithmic(60, 1e4),
  "traders.panicResponse": sometimes(0, number(0, 50)),
  "traders.hazardLimit": number(0, 4),
  "book.slots": whole(2, 60),
  "book.openInterestLong": logarithmic(2e7, 1.5e8),
  "book.openInterestShort": logarithmic(2e7, 1.5e8),
  "book.leverage": whole(0, 1),
  "book.leastLeverage": sometimes(1, number(1, 4)),
});

const protocol = fc.record({
  "margin.initial": logarithmic(0.02, 0.2),
  "margin.maintenanceShare": number(0.2, 0.8),
  "margin.maintenanceCeiling": number(0.8, 1),
  "margin.stepLimit": logarithmic(1e-5, 1e-2),
  "liquidation.cap": sometimes(1, logarithmic(5e-4, 0.1)),
  "liquidation.lastSlot": whole(0, 1),
  "liquidation.fee": number(0, 0.03),
  "insurance.initial": logarithmic(1e4, 5e6),
  "oracle.markWeight": sometimes(1, number(0, 1)),
  "delay.oracle": whole(0, 4),
  "delay.keeper": whole(0, 4),
  "delay.command": whole(0, 12),
  "funding.law": whole(0, 3),
  "depth.commandTime": logarithmic(10, 1000),
});

const fundingLaws = fc.record({
  "premium.window": whole(1, 60),
  "premium.clamp": number(0, 1e-3),
  "premium.limit": logarithmic(1e-3, 0.2),
  "velocity.max": logarithmic(1, 300),
  "velocity.skewScale": logarithmic(1e4, 1e8),
  "adaptive.increase": logarithmic(0.01, 10),
  "adaptive.decrease": logarithmic(0.01, 10),
  "adaptive.stableThreshold": number(0.1, 0.4),
  "adaptive.decreaseThreshold": number(0, 0.3),
  "adaptive.exponent": sometimes(1, number(0.8, 1.2)),
  "adaptive.max": logarithmic(1e-3, 0.5),
  "adaptive.min": logarithmic(1e-6, 1e-3),
});

/** Axes of the schedules, and votes that come within a few hundred blocks. */
const shared = fc.record({
  "schedule.volatilityRaised": number(1.1, 1.6),
  "schedule.volatilityStressed": number(1.7, 4),
  "schedule.skewBalanced": number(0, 0.2),
  "schedule.skewOneSided": number(0.3, 1),
  "schedule.insuranceDrained": number(0, 0.5),
  "schedule.insuranceFull": number(0.6, 1.2),
  "schedule.hysteresis": number(0, 0.3),
  "schedule.dwell": whole(0, 40),
  "governance.period": logarithmic(50, 5000),
  "governance.shortestDelay": number(0, 1000),
  "governance.longestDelay": number(1000, 5000),
  "governance.amplitudeError": number(0, 1),
  "governance.wrongSign": number(0, 0.3),
  "margin.guardrail": sometimes(Number.POSITIVE_INFINITY, logarithmic(1e-5, 0.1)),
  "sensors.bookEvery": whole(5, 40),
});

const nodes = (min: number, max: number): Record<string, fc.Arbitrary<number>> =>
  Object.fromEntries(scheduleNodes.map(({ name }) => [name, number(min, max)]));

/** What one unit of a loop's output is, roughly: gains, slews and dead bands are drawn relative to it. */
const scales = { margin: 0.05, maintenance: 0.02, funding: 0.05, depth: 1, cap: 0.01 } as const;

function loop(channel: (typeof channelNames)[number]): fc.Arbitrary<Values> {
  const unit = scales[channel];
  const least = channel === "funding" ? 0 : -1; // the table allows no funding that feeds the skew
  const gain = sometimes(0, number(2 * least * unit, 2 * unit));
  const sensor = whole(0, sensorNames.length - 1);
  const row = fc.record({
    kp: gain,
    ki: sometimes(0, number(200 * least * unit, 200 * unit)),
    kd: sometimes(0, number(-50 * unit, 50 * unit)),
    sensor,
    setpoint: number(-0.5, 0.5),
    setpointWeight: number(0, 1),
    filterTime: sometimes(0, logarithmic(1, 1000)),
    antiWindupTime: sometimes(0, logarithmic(1, 1000)),
    integralLimit: sometimes(Number.POSITIVE_INFINITY, logarithmic(0.1 * unit, 10 * unit)),
    slew: sometimes(Number.POSITIVE_INFINITY, logarithmic(0.01 * unit, unit)),
    deadband: sometimes(0, logarithmic(1e-3 * unit, 0.1 * unit)),
    feedForward: gain,
    feedForwardSensor: sensor,
    stressRise: sometimes(0, number(0, 2)),
    stressRelief: sometimes(0, number(0, 2)),
    schedule: sometimes(0, number(0, 2)),
    bumpless: whole(0, 1),
    structure: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: whole(1, 3) }),
    ...nodes(channel === "funding" ? -unit : 0.3 * unit, 2 * unit),
  });
  const bounds = { min: channel === "funding" ? -unit : 0.3 * unit, max: 2 * unit };
  return row.map((values) =>
    Object.fromEntries(Object.entries({ ...values, ...bounds }).map(([name, value]) => [`${channel}.${name}`, value])),
  );
}

/** No loop, or all five with some gains zero. */
export const controllers: fc.Arbitrary<Values> = fc.oneof(
  fc.constant({}),
  fc.tuple(...channelNames.map(loop)).map((loops) => Object.assign({}, ...loops)),
);

export const plants: fc.Arbitrary<Values> = fc
  .tuple(world, market, protocol, fundingLaws, shared, controllers)
  .map((parts) => settled(Object.assign({}, ...parts)));

/** Arbitrage that closes more than it sees, late, swings without bound: its time is at least its delay. */
function settled(values: Record<string, number>): Values {
  const delay = (values["arbitrage.delay"] ?? 1) * (values["time.block"] ?? 1);
  return { ...values, "arbitrage.basisTime": Math.max(delay, values["arbitrage.basisTime"] ?? 1) };
}

export const seeds: fc.Arbitrary<number> = fc.integer({ min: 0, max: 0xffffffff });

/** Compensators whose states fade: the sizes in a row of F sum to less than 1. */
function feedback(unit: number): fc.Arbitrary<StateFeedback> {
  return whole(1, COMPENSATOR_STATES).chain((order) => {
    const row = (size: number): fc.Arbitrary<number[]> =>
      fc.array(number(-size, size), { minLength: order, maxLength: order });
    return fc.record({
      F: fc.array(row(0.95 / order), { minLength: order, maxLength: order }),
      G: row(1),
      H: row(0.2 / unit),
      K: row(unit / order),
      Ky: number(-unit, unit),
    });
  });
}

export const feedbacks: fc.Arbitrary<Feedbacks> = fc.record(
  {
    margin: feedback(0.05),
    maintenance: feedback(0.02),
    funding: feedback(0.05),
    depth: feedback(1),
    cap: feedback(0.01),
  },
  { requiredKeys: [] },
);
