// The perturbation that a probe adds, block by block: what an identification experiment needs beside its traces.
import { probeSign } from "../control/probe.ts";

export interface Probe {
  /** In the unit of the target. */
  readonly amplitude: number;
  /** Blocks per sign. */
  readonly hold: number;
  readonly seed: number;
}

/** What is added to the target in the first blocks from probe.start on, on every path. */
export function probeSequence({ amplitude, hold, seed }: Probe, blocks: number): Float64Array {
  return Float64Array.from({ length: blocks }, (_, k) => amplitude * probeSign(seed, Math.floor(k / hold)));
}
