// The churn of a delayed loop against the H2 norm of its state-space model, delays as shift states.
import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { h2Norm } from "../../src/control/analysis/h2-norm.ts";
import { append, feedback } from "../../src/control/linear/connect.ts";
import { delayed } from "../../src/control/linear/delays.ts";
import { vectorOf } from "../../src/simulate/parameters.ts";
import { churn } from "../../src/stability/churn.ts";
import { loopsOf, type OpenLoop } from "../../src/stability/loops.ts";

/** The first loop with so many branches. */
function loopWith(branches: number, values: Readonly<Record<string, number>>): OpenLoop {
  const loop = loopsOf(vectorOf(values)).loops.find((found) => found.branches.length === branches);
  if (loop === undefined) throw new Error("no such loop");
  return loop;
}

test("one noisy sensor, a PI law with derivative, a delay too long for shift states", () => {
  const values = { "funding.law": 3, "funding.kp": 0.2, "funding.ki": 1, "funding.kd": 10, "time.block": 120 };
  const loop = loopWith(1, { ...values, "traders.fundingResponse": 50, "delay.command": 30 });
  const [branch] = loop.branches;
  if (branch === undefined) throw new Error("no branch");
  const norm = h2Norm(feedback(branch.controller, delayed(branch.plant, 30), 1));
  expect(churn(loop) / norm).toBeCloseTo(1, 8); // the sum stops at a share of 1e-9
});

test("two noisy sensors of one command", () => {
  const values = {
    "funding.law": 3,
    "depth.kp": -1.5,
    "depth.setpoint": 1,
    "depth.stressRise": 2,
    "depth.initial": 3e9,
  };
  const loop = loopWith(2, values);
  const [first, second] = loop.branches;
  if (first === undefined || second === undefined) throw new Error("no branches");
  const both = append(first.controller, second.controller);
  const sum = Matrix.ones(1, 2);
  const controller = { ...both, C: sum.mmul(both.C), D: sum.mmul(both.D) };
  const plants = append(first.plant, second.plant);
  const plant = { ...plants, B: plants.B.mmul(Matrix.ones(2, 1)), D: plants.D.mmul(Matrix.ones(2, 1)) };
  expect(churn(loop) / h2Norm(feedback(controller, delayed(plant, 5), 1))).toBeCloseTo(1, 8);
});
