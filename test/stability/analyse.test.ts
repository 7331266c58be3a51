// The whole analysis: plain data that agrees with itself, and numbers of a simple loop in closed form.
import { describe, expect, test } from "vitest";
import { vectorOf } from "../../src/simulate/parameters.ts";
import { analyse, confirmedBySimulation } from "../../src/stability/analyse.ts";
import { certify } from "../../src/stability/certificate.ts";
import { certificates } from "../../src/stability/certificates.ts";
import { channelLoops } from "../../src/stability/loops.ts";
import { withoutCapLoop, withoutLoops } from "../../src/stability/setting.ts";
import { foldBySimulation } from "../../src/stability/simulated-fold.ts";
import { turnover } from "../../src/stability/turnover.ts";
import { simulatorOf, type Values } from "../simulate/benchmark-plants.ts";

const DAY = 86400;

const values: Values = {
  "time.block": 60,
  "funding.law": 3,
  "funding.kp": 0.2,
  "funding.ki": 1,
  "traders.fundingResponse": 20,
  "depth.kp": -1.5,
  "depth.setpoint": 1,
  "cap.stressRelief": 1,
};
const vector = vectorOf(values);
const certificate = (name: string): number => certificates.find((row) => row.name === name)?.evaluate(vector) ?? NaN;

describe("the analysis of a vector", () => {
  const analysis = analyse(vector);

  test("survives JSON unchanged", () => {
    expect(JSON.parse(JSON.stringify(analysis))).toEqual(analysis);
  });

  test("certifies what has a model and names what has none", () => {
    expect(analysis.perChannel.map(({ channel }) => channel)).toEqual(["funding", "depth"]);
    expect(analysis.uncertified.map(({ channel }) => channel)).toEqual(["cap"]);
    expect(analysis.gapBounds.length).toBe(27);
  });

  test("has the worst cases that the search sees", () => {
    const worst = analysis.perChannel.map(
      ({ worst: { peakSensitivity } }) => peakSensitivity.peakSensitivity ?? Infinity,
    );
    expect(Math.max(...worst)).toBe(certificate("peakSensitivity"));
    expect(analysis.latency?.blocks).toBe(certificate("tolerableLatency"));
    expect(analysis.latency?.seconds).toBe(60 * certificate("tolerableLatency"));
    for (const { worst: of, all } of analysis.perChannel) {
      expect(all).toContain(of.delay);
      expect(of.delay.delay.extra).toBe(Math.min(...all.map(({ delay }) => delay.extra)));
    }
  });

  test("maps the latency over gains: at those of the vector it is the channel's own, more gain tolerates less", () => {
    const map = analysis.delayMaps.find(({ channel }) => channel === "funding");
    const own = analysis.perChannel.find(({ channel }) => channel === "funding")?.worst.delay.delay;
    if (map === undefined || own === undefined) throw new Error("no map");
    const [i, j] = [map.down.values.indexOf(map.at.down), map.across.values.indexOf(map.at.across)];
    expect(map.blocks[i]?.[j]).toBe(own.nominal + own.extra);
    const row = (map.blocks[0] ?? []).slice(1).map((blocks) => blocks ?? Infinity); // kp alone
    expect(row).toEqual([...row].sort((a, b) => b - a));
    expect(map.blocks[0]?.[0]).toBeNull(); // no gain, no loop
  });

  test("pictures every loop: poles inside the circle, a disturbance that dies out", () => {
    for (const picture of analysis.pictures) {
      expect(Math.max(...picture.poles.map(({ re, im }) => Math.hypot(re, im)))).toBeLessThan(1);
      expect(picture.step[0]?.remaining).toBe(1);
      const last = picture.step.at(-1)?.remaining ?? NaN;
      const final = picture.channel === "funding" ? 0 : 1 / (1 + 1.5); // with and without an integral
      expect(Math.abs(last - final)).toBeLessThan(0.02); // what twenty radians of the crossover leave
      const slowest = picture.openLoop[0];
      expect(Math.hypot(slowest?.re ?? 0, slowest?.im ?? 0)).toBeGreaterThan(1);
    }
  });

  test("takes an unstable loop as a result", () => {
    const wild = analyse(vectorOf({ ...values, "delay.command": 1000, "funding.ki": 10 }));
    expect(wild.perChannel[0]?.worst.delay.stable).toBe(false);
    expect(wild.perChannel[0]?.nominal.disk.alpha).toBe(0);
    expect(wild.perChannel[0]?.nominal.churn).toBeNull();
    expect(wild.latency).toMatchObject({ channel: "funding", blocks: 0, seconds: 0 });
    expect(JSON.parse(JSON.stringify(wild))).toEqual(wild);
  });

  test("is completed by simulation", () => {
    const { simulator } = simulatorOf({ ...values, "time.blocks": 100 }, 1, 8);
    const played = vectorOf({ ...values, "time.blocks": 100 });
    const { fold, amplification, playedLatencies } = confirmedBySimulation(analyse(played), played, simulator);
    expect(fold.confirmed?.below.shock).toBeLessThan(fold.distance ?? NaN);
    expect(fold.confirmed?.above.simulated).toBeGreaterThan((fold.confirmed?.below.simulated ?? NaN) + 0.1); // it jumps
    const { distance, after, before } = fold;
    const half = 0.5 * ((after ?? NaN) - (before ?? NaN));
    const simulated = foldBySimulation(played, half, { seed: 1, paths: 8 });
    expect(fold.confirmed?.onVenue ?? Infinity).toBe(simulated);
    expect(simulated).toBeGreaterThan(distance ?? NaN);
    expect(amplification.measured?.peak).toBeGreaterThan(0);
    expect(playedLatencies.map(({ channel }) => channel)).toEqual(["funding", "depth"]);
    for (const { below, above } of playedLatencies) expect(below.simulated).toBeLessThan(above.simulated);
  });
});

test("the churn of a proportional loop without delay is that of its first-order recursion", () => {
  const even = { "book.openInterestLong": 8e7, "book.openInterestShort": 8e7, "traders.fundingResponse": 50 };
  const plain = vectorOf({ ...even, "funding.law": 3, "funding.kp": 0.5, "delay.command": 0, "time.block": 600 });
  const [loop] = channelLoops(plain, "funding").loops;
  if (loop === undefined) throw new Error("no loop");
  const { skewDecay, fundingGain } = turnover(plain);
  const [a, k] = [1 - (skewDecay * 600) / DAY, (fundingGain * 600) / DAY];
  const skew = (k * 0.5) ** 2 / (1 - (a - k * 0.5) ** 2); // w+ = a w - k kp (w + n), n white
  const { churn, stable, peakComplementary, gainMargin } = certify(loop);
  expect(stable).toBe(true);
  expect(churn).toBeCloseTo(0.5 * Math.sqrt(skew + 1), 10);
  expect(gainMargin).toBeCloseTo((1 + a) / (0.5 * k), 9); // a - k kp factor = -1
  expect(peakComplementary).toBeCloseTo((0.5 * k) / (1 - a + 0.5 * k), 9); // at rest: no resonance
});

test("an opened loop keeps no structure", () => {
  const table = vectorOf({ "cap.structure": 1, "depth.structure": 3, "margin.kp": 1 });
  expect(withoutLoops(table)).toEqual(vectorOf({ "funding.law": 3 }));
  expect(withoutCapLoop(table)).toEqual(vectorOf({ "depth.structure": 3, "margin.kp": 1 }));
});
