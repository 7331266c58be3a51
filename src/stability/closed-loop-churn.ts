// How much a command moves because sensors are noisy: white noise at the sensors to the command of the closed loop.
import { Matrix } from "ml-matrix";
import { h2Norm } from "../control/analysis/h2-norm.ts";
import { append, feedback } from "../control/linear/connect.ts";
import { delayed } from "../control/linear/delays.ts";
import type { StateSpace } from "../control/linear/state-space.ts";
import type { Branch, OpenLoop } from "./loops.ts";

/** Standard deviation of the command (its unit) when every sensor errs by white noise of deviation 1; Infinity where unstable. */
export function churn({ branches, delay }: OpenLoop): number {
  const { controller, plant } = branches.map(asVectors).reduce(together);
  return h2Norm(feedback(controller, delayed(plant, delay), 1));
}

type Parts = Pick<Branch, "controller" | "plant">;

function asVectors({ controller, plant }: Branch): Parts {
  return { controller, plant };
}

/** Plants under the same command, controllers whose outputs add up. */
function together(first: Parts, second: Parts): Parts {
  const controllers = append(first.controller, second.controller);
  const plants = append(first.plant, second.plant);
  return { controller: withAddedOutputs(controllers), plant: withSharedInput(plants) };
}

function withAddedOutputs(system: StateSpace): StateSpace {
  const sum = Matrix.ones(1, system.D.rows);
  return { ...system, C: sum.mmul(system.C), D: sum.mmul(system.D) };
}

function withSharedInput(system: StateSpace): StateSpace {
  const share = Matrix.ones(system.D.columns, 1);
  return { ...system, B: system.B.mmul(share), D: system.D.mmul(share) };
}
