// A raise of the maintenance margin in the kernel: how much it liquidates, with and without the guardrail.
import { describe, expect, test } from "vitest";
import { scheduleNodes } from "../../src/control/schedule.ts";
import { traceColumn } from "../../src/simulate/trace.ts";
import { simulatorOf, type Values } from "./benchmark-plants.ts";

const SLOTS = 2000;
const INTEREST = 1e8;
const SHARE = 0.001;

/** A schedule that asks for one output wherever it is read. */
const held = (channel: string, output: number): Values =>
  Object.fromEntries(scheduleNodes.map(({ name }) => [`${channel}.${name}`, output]));

/**
 * Maintenance is asked to rise from 2.55 to 4 %, through accounts that began with 3 to 100 % margin. Risk prices are so
 * old that only the margin can liquidate. The initial margin rises ahead, so that its ceiling does not hold maintenance.
 */
const raise: Values = {
  "time.blocks": 400,
  "price.volatility": 0,
  "jump.rate": 0,
  "traders.closeHazard": 0,
  "traders.openHazard": 0,
  "funding.law": 3,
  "delay.keeper": 1000,
  "delay.command": 0,
  "liquidation.cap": 1,
  "depth.initial": 1e8,
  "book.slots": SLOTS,
  "book.leverage": 1,
  "book.openInterestLong": INTEREST,
  "book.openInterestShort": INTEREST / 2,
  "margin.initial": 0.03,
  "margin.maintenanceShare": 0.85,
  "margin.maintenanceCeiling": 1,
  "margin.stepLimit": 0.004,
  "margin.structure": 1,
  ...held("margin", 0.05),
  "maintenance.structure": 1,
  ...held("maintenance", 0.04),
};

/** Per block: liquidated notional over depth, and the maintenance margin. */
function played(values: Values): { liquidated: number[]; maintenance: Float64Array } {
  const { simulator, vector } = simulatorOf({ ...raise, ...values }, 1, 1);
  const trace = simulator.trace(vector, 1);
  const depth = traceColumn(trace, 0, "depth");
  const flow = traceColumn(trace, 0, "flowUsd");
  const start = (k: number): number => (k === 0 ? 1e8 : (depth[k - 1] ?? Number.NaN));
  return {
    liquidated: Array.from(flow, (usd, k) => Math.abs(usd) / start(k)),
    maintenance: traceColumn(trace, 0, "maintenance"),
  };
}

describe("while the maintenance margin rises through the book", () => {
  test("without the guardrail a block liquidates more than a thousandth of depth", () => {
    const { liquidated, maintenance } = played({});
    expect(Math.max(...liquidated)).toBeGreaterThan(3 * SHARE);
    expect(maintenance.at(-1)).toBeCloseTo(0.04, 12);
  });

  test("with it no block liquidates more than that and two positions, and the margin still arrives", () => {
    const { liquidated, maintenance } = played({ "margin.guardrail": SHARE });
    const position = INTEREST / SLOTS / 1e8; // of depth
    expect(Math.max(...liquidated)).toBeGreaterThan(SHARE / 2);
    expect(Math.max(...liquidated)).toBeLessThan(SHARE + 2 * position);
    expect(maintenance.at(-1)).toBeCloseTo(0.04, 12);
  });
});

test("lowering the margin and raising it where nobody stands are as fast as without the guardrail", () => {
  const down = held("maintenance", 0.02);
  expect(played({ ...down, "margin.guardrail": SHARE }).maintenance).toEqual(played(down).maintenance);
  const empty = { "book.openInterestLong": 0, "book.openInterestShort": 0 };
  expect(played({ ...empty, "margin.guardrail": SHARE }).maintenance).toEqual(played(empty).maintenance);
});
