// Pseudo-random binary sequences: inputs of amplitude 1 that excite all frequencies and repeat exactly.
import { UserError } from "../../numeric/user-error.ts";

/** Stages that feed back, for each register length from 2: Ward & Molteno, "Table of linear feedback shift registers", 2012. */
const FEEDBACK: readonly (readonly number[])[] = [
  [2, 1],
  [3, 2],
  [4, 3],
  [5, 3],
  [6, 5],
  [7, 6],
  [8, 6, 5, 4],
  [9, 5],
  [10, 7],
  [11, 9],
  [12, 11, 8, 6],
  [13, 12, 10, 9],
  [14, 13, 11, 9],
  [15, 14],
  [16, 14, 13, 11],
];

/**
 * A maximal-length sequence of +1 and -1: period (2^stages - 1) hold, mean 1 / (2^stages - 1), autocorrelation of two
 * values. Several inputs of one experiment take the same register at phases far apart.
 * Söderström & Stoica, System Identification, 1989, section 5.3; Golomb, Shift Register Sequences, 1967.
 * @param stages 2 to 16  @param hold samples that each value lasts  @param phase values to skip at the start
 * @param length samples wanted
 * @throws UserError for numbers outside these ranges
 */
export function pseudoRandomBinary(stages: number, hold: number, phase: number, length: number): Float64Array {
  const taps = checkedTaps(stages, hold, phase, length);
  let register = 2 ** stages - 1; // bit k - 1 is stage k
  const step = (): number => {
    const out = (register >>> (stages - 1)) & 1;
    const feedback = taps.reduce((bit, tap) => bit ^ ((register >>> (tap - 1)) & 1), 0);
    register = ((register << 1) | feedback) & (2 ** stages - 1);
    return 2 * out - 1;
  };
  for (let k = 0; k < phase % (2 ** stages - 1); k++) step();
  const sequence = new Float64Array(length);
  for (let t = 0; t < length; t += hold) sequence.fill(step(), t, Math.min(length, t + hold));
  return sequence;
}

function checkedTaps(stages: number, hold: number, phase: number, length: number): readonly number[] {
  const taps = FEEDBACK[stages - 2];
  const problems = Object.entries({
    hold: [hold, 1] as const,
    phase: [phase, 0] as const,
    length: [length, 1] as const,
  })
    .filter(([, [value, least]]) => !(Number.isInteger(value) && value >= least))
    .map(([place, [value, least]]) => ({ place, message: `found ${value}; expected a whole number from ${least}` }));
  if (taps === undefined) {
    problems.push({ place: "stages", message: `found ${stages}; expected a whole number from 2 to 16` });
  }
  if (taps === undefined || problems.length > 0) throw new UserError("pseudo-random binary sequence", problems);
  return taps;
}
