// A loop played by the kernel within and beyond its certified latency.
import { expect, test } from "vitest";
import { sensorNames } from "../../src/control/sensors.ts";
import { vectorOf } from "../../src/simulate/parameters.ts";
import { withStateFeedback } from "../../src/stability/compensator.ts";
import { confirmLatency } from "../../src/stability/confirm-latency.ts";
import { channelLoops } from "../../src/stability/loops.ts";

const depth = { "depth.kp": -4, "depth.setpoint": 1, "depth.sensor": sensorNames.indexOf("depth") };
const one = { seed: 1, paths: 1 }; // depth at rest is the same on every path

test("the depth loop dies out within its latency and grows beyond it, as fast as its linear model says", () => {
  const found = confirmLatency(vectorOf(depth), "depth", one);
  if (found === null) throw new Error("not played");
  expect(found.blockTime).toBe(12);
  expect(found.below.blocks).toBeLessThan(found.predicted);
  expect(found.above.blocks).toBeGreaterThan(found.predicted);
  expect(found.below.simulated).toBeLessThan(1);
  expect(found.above.simulated).toBeGreaterThan(1);
  // The other modes have died out to a few per cent when the first period begins.
  expect(found.below.simulated / found.below.expected).toBeCloseTo(1, 1);
});

test("a slow funding loop is played in longer blocks: the tolerated seconds stay", () => {
  const vector = vectorOf({
    "funding.law": 3,
    "funding.kp": 0.4,
    "funding.ki": 0.8,
    "traders.fundingResponse": 50,
    "book.slots": 500,
  });
  const found = confirmLatency(vector, "funding", { seed: 5, paths: 32 });
  if (found === null) throw new Error("not played");
  expect(found.blockTime % 12).toBe(0);
  expect(found.blockTime).toBeGreaterThan(12);
  // Control 3.6, worked example: 29 minutes for kappa = 200; the plant's own kappa is 0.585 of that, n = 0.585.
  expect((found.predicted * found.blockTime) / 60).toBeGreaterThan(29);
  expect(found.below.expected).toBeLessThan(1);
  expect(found.below.simulated).toBeLessThan(1);
  expect(found.above.expected).toBeGreaterThan(1);
  expect(found.above.simulated).toBeGreaterThan(1);
});

test("there is nothing to play without a loop, without a limit, or beyond it", () => {
  expect(confirmLatency(vectorOf({}), "depth", one)).toBeNull();
  expect(confirmLatency(vectorOf({ ...depth, "depth.kp": -0.5 }), "depth", one)).toBeNull(); // gain below 1 at all frequencies
  expect(confirmLatency(vectorOf({ ...depth, "delay.command": 100 }), "depth", one)).toBeNull();
});

test("a funding loop that another rule replaces is not played", () => {
  const gains = { "funding.kp": 0.4, "funding.ki": 0.8, "traders.fundingResponse": 50, "book.slots": 100 };
  for (const law of [0, 1, 2])
    expect(confirmLatency(vectorOf({ ...gains, "funding.law": law }), "funding", one)).toBeNull();
});

test("state feedback is not played: longer blocks and other delays would not be those of its compensator", () => {
  const state = { "funding.law": 3, "funding.structure": 2, "funding.inputWeight": 1e4, "traders.fundingResponse": 50 };
  const vector = withStateFeedback(vectorOf(state), {});
  expect(channelLoops(vector, "funding").loops.length).toBeGreaterThan(0);
  expect(confirmLatency(vector, "funding", one)).toBeNull();
});
