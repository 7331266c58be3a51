// Whether a linear model is stable.
import type { StateSpace } from "../linear/state-space.ts";
import { systemPoles } from "./loop-zeros.ts";

/** All poles inside the unit circle; left of the imaginary axis in continuous time. */
export function isStable(system: StateSpace): boolean {
  const { sampleTime } = system;
  return systemPoles(system).every(({ re, im }) => (sampleTime === 0 ? re < 0 : 2 * re + re * re + im * im < 0));
}
