// Human governance CS6, the comparator: the same law, voted on every few days, late, and not always right. Shared subset.
//
// A proposal takes the change that the law asks for at that moment, misjudges its size by a lognormal factor of mean 1 and,
// rarely, its sign; it takes effect days later, never before the proposal ahead of it. Specification: control 3.3 CS6.
import { addressedUniform } from "../numeric/addressed-uniform.ts";
import { truncate } from "../numeric/bits.ts";
import { cell, setCell } from "../numeric/cells.ts";
import { exp } from "../numeric/elementary.ts";
import { normalQuantile } from "../numeric/normal-draw.ts";
// #region parameters (tsc only; the kernel build drops the table)
import { byteOffsets, type Parameter } from "../numeric/parameter.ts";

// biome-ignore format: one parameter is one line
export const governanceParameters = [
  { name: "governance.period", unit: "s", min: 1, max: 1e9, initial: 302400, scale: "log", world: true, meaning: "Time between two proposals of a loop; the first is made in the first block." },
  { name: "governance.shortestDelay", unit: "s", min: 0, max: 1e9, initial: 259200, scale: "linear", world: true, meaning: "Shortest time from a proposal to its effect." },
  { name: "governance.longestDelay", unit: "s", min: 0, max: 1e9, initial: 604800, scale: "linear", world: true, meaning: "Longest time from a proposal to its effect; delays are uniform between both." },
  { name: "governance.amplitudeError", unit: "", min: 0, max: 3, initial: 0.3, scale: "linear", world: true, meaning: "Standard deviation of the log of the factor by which a proposal misjudges a change." },
  { name: "governance.wrongSign", unit: "", min: 0, max: 1, initial: 0.02, scale: "linear", world: true, meaning: "Probability that a proposal changes the output in the wrong direction." },
] as const satisfies readonly Parameter[];

const slotIn = byteOffsets(governanceParameters);
// #endregion

// Cells: output in force, blocks played, proposals made, proposals waiting, then four pairs (block of effect, output).
const IN_FORCE: i32 = 0;
const CLOCK: i32 = 1;
const MADE: i32 = 2;
const WAITING: i32 = 3;
const QUEUE: i32 = 4;
const QUEUE_LENGTH: f64 = 4;
/** Random stream of the proposals. */
const STREAM: i32 = 20;

/** Output that a proposal aims at. @param z standard normal, the error of judgement  @param sign -1 when mistaken, else 1 */
export function proposedOutput(present: f64, asked: f64, amplitudeError: f64, z: f64, sign: f64): f64 {
  return present + (asked - present) * exp(amplitudeError * z - 0.5 * amplitudeError * amplitudeError) * sign;
}

/**
 * One block of governance; returns the output in force. With four proposals waiting no other is made.
 * @param process address of the process' parameters  @param memory address of its first cell
 * @param stride bytes between memory cells  @param present output of the block before
 * @param asked what the law asks for now  @param dt block time, s
 * @param seed of the random numbers  @param path its number  @param loop number of the loop
 */
export function governedOutput(
  process: i32,
  memory: i32,
  stride: i32,
  present: f64,
  asked: f64,
  dt: f64,
  seed: i32,
  path: i32,
  loop: i32,
): f64 {
  const clock = cell(memory + CLOCK * stride);
  if (clock === 0) setCell(memory + IN_FORCE * stride, present);
  setCell(memory + CLOCK * stride, clock + 1);
  enact(memory, stride, clock);
  const made = cell(memory + MADE * stride);
  if (clock * dt >= made * cell(process + slotIn("governance.period"))) {
    setCell(memory + MADE * stride, made + 1);
    if (cell(memory + WAITING * stride) < QUEUE_LENGTH) {
      const number = truncate(made);
      const error = addressedUniform(seed, path, STREAM, number, 4 * loop);
      const mistake = addressedUniform(seed, path, STREAM, number, 4 * loop + 1);
      const late = addressedUniform(seed, path, STREAM, number, 4 * loop + 2);
      const output = voted(process, present, asked, error, mistake);
      enqueue(memory, stride, clock + delay(process, late) / dt, output);
    }
  }
  return cell(memory + IN_FORCE * stride);
}

/** Puts what is due in force, oldest first: who is due behind one that is not yet waits for it. */
function enact(memory: i32, stride: i32, clock: f64): void {
  const queue = memory + QUEUE * stride;
  while (cell(memory + WAITING * stride) > 0 && cell(queue) <= clock) {
    setCell(memory + IN_FORCE * stride, cell(queue + stride));
    setCell(memory + WAITING * stride, cell(memory + WAITING * stride) - 1);
    for (let i: i32 = 0; i < 6; i++) setCell(queue + i * stride, cell(queue + (i + 2) * stride));
  }
}

/** Output that is voted for; both draws are uniform. */
function voted(process: i32, present: f64, asked: f64, error: f64, mistake: f64): f64 {
  const sign: f64 = mistake < cell(process + slotIn("governance.wrongSign")) ? -1 : 1;
  return proposedOutput(
    present,
    asked,
    cell(process + slotIn("governance.amplitudeError")),
    normalQuantile(error),
    sign,
  );
}

/** Time from a proposal to its effect, s; the draw is uniform. */
function delay(process: i32, late: f64): f64 {
  const shortest = cell(process + slotIn("governance.shortestDelay"));
  return shortest + late * (cell(process + slotIn("governance.longestDelay")) - shortest);
}

/** Puts an output behind those that wait. @param due block of its effect */
function enqueue(memory: i32, stride: i32, due: f64, output: f64): void {
  const waiting = cell(memory + WAITING * stride);
  const last = memory + (QUEUE + 2 * truncate(waiting)) * stride;
  setCell(last, due);
  setCell(last + stride, output);
  setCell(memory + WAITING * stride, waiting + 1);
}
