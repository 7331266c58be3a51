// Models identified by paired perturbations against the analytic models of the same channels.
import { describe, expect, test } from "vitest";
import { stepResponse } from "../../src/control/linear/response.ts";
import type { StateSpace } from "../../src/control/linear/state-space.ts";
import { vectorOf } from "../../src/simulate/parameters.ts";
import { type ExperimentPlan, pairedExperiments } from "../../src/stability/experiment.ts";
import { identifiedGrid, plannedChannels } from "../../src/stability/identified-grid.ts";
import { identifyChannel, stateSpaceOfRecord } from "../../src/stability/identified-model.ts";
import { depthPlant } from "../../src/stability/slow-block.ts";
import { turnover } from "../../src/stability/turnover.ts";

/** A market without movement: endless depth, so that traders do not move the price either. */
const still = {
  "time.block": 240,
  "price.volatility": 0,
  "jump.rate": 0,
  "depth.initial": 1e15,
  "traders.momentumResponse": 0,
  "book.openInterestLong": 8e7,
  "book.openInterestShort": 8e7,
};
const calm = { name: "no volatility", volatility: 0, skew: 0, depth: 1 };
const seeds = { scenario: 5, probe: 9 };
const funding: ExperimentPlan = {
  target: "funding",
  outputs: ["skew"],
  amplitude: 0.02,
  stride: 10,
  hold: 4,
  settle: 24,
  samples: 160,
  paths: 48,
  loops: "open",
};
const depth: ExperimentPlan = {
  ...funding,
  target: "depth",
  outputs: ["depth"],
  amplitude: 0.2,
  stride: 1,
  hold: 1,
  settle: 4,
  samples: 100,
  paths: 1,
};

/** Output `count` samples after a unit step. */
function stepped(model: StateSpace, count: number): number {
  return (
    stepResponse(model, count + 1)
      .at(-1)
      ?.get(0, 0) ?? Number.NaN
  );
}

describe("an identified channel", () => {
  test("from funding to skew has the analytic kappa and time constant, and is accepted", () => {
    const vector = vectorOf(still);
    const record = identifyChannel(vector, calm, funding, seeds);
    const { skewDecay, fundingGain } = turnover(vector);
    expect(record.verdict.accepted).toBe(true);
    const model = stateSpaceOfRecord(record);
    // 48 paths of 1,000 slots: a standard error of some 2 %; hazards that move by a fifth answer 1 % more than their slope.
    for (const samples of [4, 9, 18, 60]) {
      const expected = (-fundingGain / skewDecay) * -Math.expm1(-skewDecay * samples * model.sampleTime);
      expect(Math.abs(stepped(model, samples) / expected - 1)).toBeLessThan(0.05);
    }
  });

  test("from depth to depth is the plant of the incentive without its lag, to rounding", () => {
    const vector = vectorOf({ ...still, "time.block": 12, "traders.closeHazard": 0, "traders.openHazard": 0 });
    const record = identifyChannel(vector, calm, depth, seeds);
    expect(record).toMatchObject({ order: 1, verdict: { accepted: true } });
    expect(record.fit).toBeGreaterThan(1 - 1e-6);
    expect(record.nonlinearity?.scaling).toBeLessThan(1e-9);
    const { A, B } = depthPlant(vector, calm).perBlock;
    const model = stateSpaceOfRecord(record);
    expect(model.A.get(0, 0)).toBeCloseTo(A.get(1, 1), 8); // 1 - r
    // r stay a of the analytic plant, whose incentive has moved by the share a
    expect(model.C.mmul(model.B).get(0, 0)).toBeCloseTo(B.get(1, 0) / B.get(0, 0), 8);
  });

  test("is refused in words where nothing answers: a cap while nothing is liquidated", () => {
    const plan = { ...depth, target: "cap", outputs: ["gap"], amplitude: 0.002 } as const;
    const { verdict, order, fit } = identifyChannel(vectorOf(still), calm, plan, seeds);
    expect({ order, fit }).toEqual({ order: 0, fit: null });
    expect(verdict.accepted).toBe(false);
    expect(verdict.words).toContain("gap does not answer to cap");
  });

  test("is refused in words where twice the perturbation does not give twice the answer", () => {
    // Hazards cannot change by more than a factor e^3: a rate of 1 is far beyond, and twice as much changes nothing.
    const { verdict } = identifyChannel(
      vectorOf(still),
      calm,
      { ...funding, amplitude: 1, samples: 96, paths: 8 },
      seeds,
    );
    expect(verdict.accepted).toBe(false);
    expect(verdict.words).toMatch(/twice the probe misses twice the answer by 0\.\d+ of it/);
  });

  test("is refused in words where the market runs away", () => {
    const thin = { name: "stress, thin", volatility: 1.5, skew: 0.3, depth: 0.05 };
    const plan = { ...depth, target: "price", outputs: ["gap"], amplitude: 0.002, settle: 1500, paths: 8 } as const;
    expect(identifyChannel(vectorOf({}), thin, plan, seeds).verdict.words).toContain("runs away");
  });
});

describe("paired experiments", () => {
  test("answer to nothing before the perturbation, and in the first row after it", () => {
    const [experiment] = pairedExperiments(vectorOf(still), { ...depth, stride: 3, hold: 2 }, seeds, [1]);
    const column = experiment?.output.getColumn(0) ?? [];
    expect(column[0]).toBe(0);
    expect(Math.sign(column[1] ?? 0)).toBe(Math.sign(experiment?.input.get(0, 0) ?? 0));
    expect(experiment?.sampleTime).toBeCloseTo((3 * 240) / 86400, 15);
  });

  test("leave the loops of the vector out unless they are asked to keep them", () => {
    const held = vectorOf({ ...still, "depth.kp": -50, "depth.setpoint": 1, "depth.min": 0, "depth.max": 5 });
    const size = (loops: "open" | "closed"): number =>
      pairedExperiments(held, { ...depth, loops }, seeds, [1])[0]?.output.norm() ?? Number.NaN;
    expect(size("open")).toBeCloseTo(
      pairedExperiments(vectorOf(still), depth, seeds, [1])[0]?.output.norm() ?? NaN,
      12,
    );
    expect(size("closed")).not.toBeCloseTo(size("open"), 2);
  });

  test("refuse a plan that cannot be played, all problems at once", () => {
    const plan = { ...depth, amplitude: 0, stride: 1.5, paths: 0 };
    expect(() => pairedExperiments(vectorOf(still), plan, seeds, [1])).toThrow(/stride.*paths.*amplitude/s);
  });
});

test("the grid of identified models is the same bytes twice, and survives JSON", () => {
  const point = { name: "base", volatility: 1, skew: 0.3, depth: 2 };
  const play = (): string =>
    JSON.stringify(
      identifiedGrid(vectorOf({}), plannedChannels.slice(0, 2), { paths: 4, samples: 64 }, seeds, [point]),
    );
  const first = play();
  expect(play()).toBe(first);
  expect(JSON.parse(first)).toHaveLength(2);
  expect(JSON.stringify(JSON.parse(first))).toBe(first);
});
