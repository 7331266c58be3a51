// The open loops of a vector against the recursions that the kernel runs, and which loops there are.
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { stateSpaceOf } from "../../src/control/linear/convert.ts";
import { impulseResponse } from "../../src/control/linear/response.ts";
import { sensorNames } from "../../src/control/sensors.ts";
import { withCompensator } from "../../src/simulate/compensator-tail.ts";
import { vectorOf } from "../../src/simulate/parameters.ts";
import { loopInWords, loopsOf, type OpenLoop, openLoop } from "../../src/stability/loops.ts";
import { firstGain } from "../../src/stability/slow-block.ts";
import { turnover } from "../../src/stability/turnover.ts";
import type { Values } from "../simulate/benchmark-plants.ts";

const DAY = 86400;
const sensor = (name: (typeof sensorNames)[number]): number => sensorNames.indexOf(name);

const funding: Values = { "funding.law": 3, "funding.kp": 0.3, "funding.ki": 2, "traders.fundingResponse": 50 };

/** Answer of the opened loop to one unit of command in block 0: what the controller commands in blocks 0, 1, ... times -1. */
function markov(loop: OpenLoop, count: number): number[] {
  return impulseResponse(stateSpaceOf(openLoop(loop)), count).map((matrix) => matrix.get(0, 0));
}

function only(vector: Float64Array): OpenLoop {
  const [loop] = loopsOf(vector).loops;
  if (loop === undefined) throw new Error("no loop");
  return loop;
}

function expectClose(found: readonly number[], expected: readonly number[]): void {
  const size = Math.max(...expected.map(Math.abs));
  for (const [i, x] of found.entries()) expect(Math.abs(x - (expected[i] ?? Number.NaN))).toBeLessThan(1e-10 * size);
}

describe("an open loop", () => {
  test("of funding is the recursion of traders, delay, and PI law, block by block", () => {
    const vector = vectorOf({ ...funding, "delay.command": 3 });
    const { skewDecay, fundingGain } = turnover(
      vectorOf({ ...funding, "book.openInterestLong": 1, "book.openInterestShort": 1 }),
    );
    const dt = 12 / DAY;
    const [blocks, skew, integral, asked] = [60, [0], 0, [] as number[]];
    let sum = integral;
    for (let k = 0; k < blocks; k++) {
      const w = skew[k] ?? Number.NaN; // measured at the end of block k
      sum += 2 * w * dt;
      asked.push(0.3 * w + sum);
      const inForce = k === 3 ? 1 : 0; // the command of block 0 is in force in block 4, the one that follows block 3
      skew.push(w - skewDecay * dt * w - fundingGain * dt * inForce);
    }
    expectClose(
      markov(only(vector), blocks),
      asked.map((u) => -u),
    );
  });

  test("of depth is the recursion of incentive and refill; a gain below 0 works against a deviation", () => {
    const vector = vectorOf({
      "depth.kp": -2,
      "depth.setpoint": 1,
      "delay.command": 0,
      "liquidity.refillTime": 60,
      "depth.commandTime": 30,
    });
    const [a, r] = [1 - Math.exp(-12 / 30), 1 - Math.exp(-12 / 60)];
    let [multiple, depth] = [0, 0];
    const asked = Array.from({ length: 40 }, (_, k) => {
      const u = -2 * depth;
      multiple += a * ((k === 0 ? 1 : 0) - multiple); // control, at the end of block k
      depth += r * (multiple - depth); // refill, in block k + 1
      return -u;
    });
    const found = markov(only(vector), 40);
    expectClose(found, asked);
    expect(found[1]).toBeGreaterThan(0);
  });

  test("of state feedback lets the compensator see what it sends", () => {
    const rows = {
      F: [
        [0.9, 0.1],
        [-0.2, 0.7],
      ],
      G: [0.5, -0.3],
      H: [0.2, 0.4],
      K: [1.5, -0.8],
      Ky: 0.25,
    };
    const compensator = {
      order: 2,
      F: new Matrix(rows.F),
      G: Matrix.columnVector(rows.G),
      H: Matrix.columnVector(rows.H),
      K: Matrix.rowVector(rows.K),
      Ky: rows.Ky,
    };
    const plain = vectorOf({ "funding.law": 3, "funding.structure": 2, "delay.command": 0 });
    const { skewDecay, fundingGain } = turnover(vectorOf({ "book.openInterestLong": 1, "book.openInterestShort": 1 }));
    const dt = 12 / DAY;
    let [w, x, y] = [0, 0, 0];
    const asked = Array.from({ length: 40 }, (_, k) => {
      const u = -(1.5 * x - 0.8 * y) - 0.25 * w;
      [x, y] = [0.9 * x + 0.1 * y + 0.5 * w + 0.2 * u, -0.2 * x + 0.7 * y - 0.3 * w + 0.4 * u];
      w += -skewDecay * dt * w - fundingGain * dt * (k === 0 ? 1 : 0);
      return -u;
    });
    expectClose(markov(only(withCompensator(plain, "funding", compensator)), 40), asked);
    expect(loopsOf(plain).uncertified[0]?.reason).toContain("carries no compensator");
  });

  test("of a margin that rises with volatility goes through leverage, the cascade and the sensor's memory", () => {
    const vector = vectorOf({
      "margin.stressRise": 2,
      "margin.stressRelief": 1,
      "depth.initial": 2e9,
      "delay.command": 0,
    });
    const { loops } = loopsOf(vector);
    const loop = loops.find(
      ({ point, variant }) => point === "stress, skew 0, depth x 1" && variant.density === 1 && variant.depth === 1,
    );
    if (loop === undefined) throw new Error("no loop in stress");
    const even = vectorOf({ "depth.initial": 2e9, "book.openInterestLong": 8e7, "book.openInterestShort": 8e7 });
    const gain = firstGain(even) / Math.exp(-0.5 * 0.5); // stress is half above the reference, the slope of withdrawal 0.5
    const slope = (0.05 * (2 - 1)) / 1.5 ** 2; // of 0.05 (1 + 2 o) / (1 + o) at o = 0.5
    const width = -Math.log(0.05);
    const perLeverage = (2 * gain * (1 / 0.95 - 1 / width)) / (1 - gain);
    const { renewal } = turnover(even);
    const keep = 0.5 ** (12 / 600);
    let [leverage, estimate] = [0, 0];
    const asked = Array.from({ length: 60 }, (_, k) => {
      estimate = keep * estimate + (1 - keep) * perLeverage * leverage; // of the log volatility
      leverage += -renewal * (12 / DAY) * (leverage + (k === 0 ? 1 / (2 * 0.05) : 0));
      return -slope * 1.5 * estimate;
    });
    expectClose(markov(loop, 60), asked);
  });
});

describe("the loops of a vector", () => {
  test("are those that differ: funding answers to the skew at rest and to the traders, not to depth", () => {
    const { loops, uncertified } = loopsOf(vectorOf(funding));
    expect(uncertified).toEqual([]);
    expect(loops.map(loopInWords)).toEqual(new Array(6).fill("skew -> funding -> skew")); // 3 answers, |skew| 0 or 0.3
    expect(loops[0]?.point).toBe("base, skew 0, depth x 1");
    const scheduled = loopsOf(vectorOf({ ...funding, "funding.schedule": 2 })).loops;
    expect(scheduled.length).toBe(12); // stress doubles the gain
    const stressed = scheduled.find(
      ({ point, variant }) => point === "stress, skew 0, depth x 1" && variant.fundingResponse === 1,
    );
    if (stressed === undefined || loops[0] === undefined) throw new Error("no loop in stress");
    expectClose(
      markov(stressed, 20),
      markov(loops[0], 20).map((x) => 2 * x),
    );
  });

  test("are none where nothing is measured that the venue moves", () => {
    expect(loopsOf(vectorOf({ "funding.law": 3 }))).toEqual({ loops: [], uncertified: [] });
    const forward: Values = { "depth.feedForward": 1, "depth.feedForwardSensor": sensor("indexVolatility") };
    expect(loopsOf(vectorOf({ ...forward, "funding.law": 3 }))).toEqual({ loops: [], uncertified: [] });
    const outside: Values = { "margin.stressRise": 2, "volatility.source": 1, "funding.law": 3 };
    expect(loopsOf(vectorOf(outside))).toEqual({ loops: [], uncertified: [] });
  });

  test.each([
    ["funding", {}, "the rule premium"],
    ["funding", { ...funding, "funding.feedForward": 1 }, "the sensor basis"],
    ["funding", { ...funding, "funding.sensor": sensor("drawdown") }, "the sensor drawdown"],
    ["depth", { "funding.law": 3, "depth.structure": 1 }, "a table"],
    ["depth", { "funding.law": 3, "depth.structure": 3, "depth.kp": -1 }, "a vote"],
    ["maintenance", { "funding.law": 3, "maintenance.stressRise": 1 }, "forced sales"],
    ["cap", { "funding.law": 3, "cap.stressRelief": 1 }, "forced sales"],
  ] as const)("say of %s what has no linear model: %j", (channel, values, words) => {
    const found = loopsOf(vectorOf({ ...values })).uncertified;
    expect(found.map((entry) => entry.channel)).toEqual([channel]);
    expect(found[0]?.reason).toContain(words);
  });

  test("say where the cascade is too strong for volatility to have a slope", () => {
    const { loops, uncertified } = loopsOf(vectorOf({ "funding.law": 3, "margin.stressRise": 1 }));
    expect(loops.length).toBeGreaterThan(0);
    expect(uncertified[0]?.points).toContain("stress, skew 0, depth x 0.5");
    expect(uncertified[0]?.points).not.toContain("base, skew 0, depth x 0.5"); // there the sensor reads 0
  });
});
