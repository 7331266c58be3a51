// The procyclic loop of the maintenance margin against finite differences of what it is made of.
import { expect, test } from "vitest";
import { sensorNames } from "../../src/control/sensors.ts";
import { vectorOf } from "../../src/simulate/parameters.ts";
import { marginLoop, returnQuantile } from "../../src/stability/margin-loop.ts";
import { gainAt } from "../../src/stability/slow-block.ts";

const YEAR = 31536000;
const base = { name: "base", volatility: 1, skew: 0, depth: 1 };

test("a return of the 99.9 % quantile is 3.29 deviations of a normal, jumps or not", () => {
  const quiet = vectorOf({ "jump.rate": 0, "price.volatility": 0.8 });
  expect(returnQuantile(quiet) / (0.8 * Math.sqrt(12 / YEAR))).toBeCloseTo(3.2905267, 6); // tables of the normal
  const everyBlock = vectorOf({ "jump.rate": 1, "jump.branching": 0, "jump.mean": 0, "jump.deviation": 0.02 });
  expect(returnQuantile(everyBlock) / 0.02).toBeCloseTo(3.29, 2); // the diffusion adds 0.03 %
});

test("a return larger than one in a thousand comes as often as the quantile says", () => {
  const vector = vectorOf({ "jump.rate": 1e-4, "jump.branching": 0.5, "jump.mean": -0.01, "jump.deviation": 0.015 });
  const q = returnQuantile(vector);
  const jump = 1 - Math.exp(-2e-4 * 12); // rate over 1 minus branching
  const spread = Math.sqrt(0.015 ** 2 + 0.8 ** 2 * (12 / YEAR)); // no diffusion reaches q: it is 10 deviations away
  const density = (x: number): number =>
    Math.exp(-0.5 * ((x + 0.01) / spread) ** 2) / (spread * Math.sqrt(2 * Math.PI));
  const steps = 20000;
  const inside = Array.from({ length: steps }, (_, i) => density(-q + (2 * q * (i + 0.5)) / steps));
  const beyond = 1 - inside.reduce((sum, p) => sum + p * ((2 * q) / steps), 0);
  expect(q).toBeGreaterThan(10 * 0.8 * Math.sqrt(12 / YEAR));
  expect(jump * beyond).toBeCloseTo(0.001, 8);
});

test("its gain is that of a return through estimate, margin and liquidation", () => {
  const vector = vectorOf({ "maintenance.stressRise": 0.1, "depth.initial": 5e9 });
  const found = marginLoop(vector);
  if (found === null) throw new Error("no loop");
  const keep = 0.5 ** (12 / 600);
  const margin = (r: number): number => {
    const volatility = Math.sqrt(keep * 0.8 ** 2 + (1 - keep) * r * r * (YEAR / 12));
    return 0.025 * (1 + 0.1 * (volatility / 0.8 - 1));
  };
  const step = 1e-7;
  const slope = (margin(found.at + step) - margin(found.at - step)) / (2 * step);
  const expected = (slope * gainAt(vector, base)) / (1 - 0.025);
  // The formula of the specification divides by the volatility before the return; after it, it is larger by a quarter.
  const after = Math.sqrt(keep + ((1 - keep) * found.at ** 2 * YEAR) / 12 / 0.8 ** 2);
  expect(found.gain / (expected * after)).toBeCloseTo(1, 6);
  expect(found.limit).toBe(0.3);
  expect(found.worst / found.gain).toBeGreaterThan(8); // double density, half the depth, and half again at a thin point
});

test("it is closed by the mark's volatility only, and a margin that falls with it calms", () => {
  const sensor = sensorNames.indexOf("indexVolatility");
  expect(marginLoop(vectorOf({}))).toBeNull();
  expect(marginLoop(vectorOf({ "maintenance.stressRise": 1, "volatility.source": 1 }))).toBeNull();
  expect(marginLoop(vectorOf({ "maintenance.kp": 0.01, "maintenance.sensor": sensor }))).toBeNull();
  expect(marginLoop(vectorOf({ "maintenance.kp": 0.01 }))?.gain).toBeGreaterThan(0);
  expect(marginLoop(vectorOf({ "maintenance.stressRelief": 1 }))?.gain).toBeLessThan(0);
});
