// The probe of identification experiments: what it adds is known, and only that changes.
import { describe, expect, test } from "vitest";
import { outcomeColumn } from "../../src/simulate/outcome.ts";
import { probeSequence } from "../../src/simulate/probe-sequence.ts";
import { traceColumn } from "../../src/simulate/trace.ts";
import { simulate, simulatorOf, type Values } from "./benchmark-plants.ts";

const quiet: Values = { "time.blocks": 400, "book.slots": 100, "jump.rate": 0, "funding.law": 3 };
const probe = { amplitude: 1e-3, hold: 7, seed: 12 };
const onTarget = (target: number): Values => ({
  "probe.target": target,
  "probe.amplitude": probe.amplitude,
  "probe.hold": probe.hold,
  "probe.seed": probe.seed,
});

describe("the sequence", () => {
  test("is plus or minus the amplitude, changes only after each hold, and hardly correlates with itself", () => {
    const d = probeSequence({ amplitude: 0.5, hold: 4, seed: 3 }, 40_000);
    expect(new Set(d)).toEqual(new Set([0.5, -0.5]));
    for (let k = 0; k < d.length; k++) expect(d[k]).toBe(d[4 * Math.floor(k / 4)]);
    const chips = d.filter((_, k) => k % 4 === 0).map((x) => 2 * x);
    for (const lag of [0, 1, 2, 5]) {
      const products = chips.slice(lag).map((x, i) => x * (lag === 0 ? 1 : (chips[i] ?? 0)));
      const mean = products.reduce((sum, x) => sum + x, 0) / products.length;
      expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(products.length));
    }
  });

  test("differs between seeds", () => {
    expect(probeSequence({ ...probe, seed: 13 }, 400)).not.toEqual(probeSequence(probe, 400));
  });
});

describe("a plant", () => {
  test("whose outside price is shaken sees the old price plus the sequence, on every path", () => {
    const [before, after] = [{}, onTarget(6)].map((change) => {
      const { simulator, vector } = simulatorOf({ ...quiet, ...change }, 5, 3);
      return simulator.trace(vector, 1);
    });
    if (before === undefined || after === undefined) throw new Error("two traces were asked for");
    const expected = probeSequence(probe, 400);
    for (let path = 0; path < 3; path++) {
      const [old, shaken] = [traceColumn(before, path, "exogenous"), traceColumn(after, path, "exogenous")];
      shaken.forEach((price, k) => {
        // Two exponentials and a division, each rounded once.
        expect(Math.abs(Math.log(price / (old[k] ?? Number.NaN)) - (expected[k] ?? Number.NaN))).toBeLessThan(1e-15);
      });
    }
  });

  test("pays the shaken funding: the cash of liquidity providers moves with the sequence and nothing else", () => {
    // Nobody trades and funding is otherwise zero: what is returned is the sum of rate times skew in dollars.
    const frozen = { ...quiet, "price.volatility": 0, "traders.closeHazard": 0, "traders.openHazard": 0 };
    const { simulator, vector } = simulatorOf({ ...frozen, ...onTarget(3) }, 5, 1);
    const shaken = outcomeColumn(simulator.run(vector), "lpReturn")[0] ?? Number.NaN;
    const gain = shaken - (outcomeColumn(simulate(frozen, 5, 1), "lpReturn")[0] ?? Number.NaN);
    const sum = probeSequence(probe, 400).reduce((total, d) => total + d, 0);
    const equity = 1e8;
    expect(gain * equity).toBeCloseTo((sum * 12 * 4e7) / 86400, 3);
  });

  test.each([1, 2, 4, 5])("answers a shaken actuator %d, and control remembers it unshaken", (target) => {
    const stressed = {
      ...quiet,
      "book.slots": 1000,
      "shock.size": -0.08,
      "liquidation.cap": 0.004,
      "price.volatility": 2,
    };
    const strong = { ...onTarget(target), "probe.amplitude": target === 4 ? 0.5 : 2e-3 };
    const { simulator, vector } = simulatorOf({ ...stressed, ...strong }, 5, 1);
    const trace = simulator.trace(vector, 1);
    const actuator = (["initialMargin", "maintenance", "funding", "depthMultiplier", "cap"] as const)[target - 1];
    if (actuator === undefined) throw new Error("unknown target");
    expect(new Set(traceColumn(trace, 0, actuator)).size).toBe(1);
    expect(simulator.run(vector).values).not.toEqual(simulate(stressed, 5, 1).values);
  });

  test("without a target plays as without a probe", () => {
    const other = { "probe.amplitude": 0.1, "probe.hold": 3, "probe.seed": 99 };
    expect(simulate({ ...quiet, ...other }, 5, 3).values).toEqual(simulate(quiet, 5, 3).values);
  });
});
