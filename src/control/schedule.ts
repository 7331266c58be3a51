// Gain schedule CS1: the output is read from a table over volatility, skew and insurance fund. Shared subset.
//
// The table has 3 x 2 x 2 nodes, absolute outputs, and is interpolated in all three variables; beyond its ends it is flat.
// A variable moves only when it leaves a band around the value held, and a change of the output is followed by a pause:
// both keep noise from becoming transactions. Specification: control 3.3 CS1.
import { cell, setCell } from "../numeric/cells.ts";
// #region parameters (tsc only; the kernel build drops the table)
import { byteOffsets, type Parameter } from "../numeric/parameter.ts";

/** The axes, the same for all loops. Volatility is over its reference; below it the table is read at its calm end. */
// biome-ignore format: one parameter is one line
export const scheduleAxes = [
  { name: "schedule.volatilityCalm", unit: "", min: 1, max: 100, initial: 1, scale: "linear", meaning: "First node of the volatility axis: volatility over its reference." },
  { name: "schedule.volatilityRaised", unit: "", min: 1, max: 100, initial: 1.5, scale: "linear", meaning: "Second node of the volatility axis." },
  { name: "schedule.volatilityStressed", unit: "", min: 1, max: 100, initial: 3, scale: "linear", meaning: "Last node of the volatility axis." },
  { name: "schedule.skewBalanced", unit: "", min: 0, max: 1, initial: 0, scale: "linear", meaning: "First node of the axis of the absolute skew." },
  { name: "schedule.skewOneSided", unit: "", min: 0, max: 1, initial: 0.5, scale: "linear", meaning: "Last node of the axis of the absolute skew." },
  { name: "schedule.insuranceDrained", unit: "", min: 0, max: 10, initial: 0.5, scale: "linear", meaning: "First node of the insurance axis: fund over its initial value." },
  { name: "schedule.insuranceFull", unit: "", min: 0, max: 10, initial: 1, scale: "linear", meaning: "Last node of the insurance axis." },
  { name: "schedule.hysteresis", unit: "", min: 0, max: 1, initial: 0.1, scale: "linear", meaning: "Half width of the band in which a variable is held, as a share of its axis." },
  { name: "schedule.dwell", unit: "blocks", min: 0, max: 1e6, initial: 25, scale: "linear", integer: true, meaning: "Blocks without a change of the output after a change of it." },
] as const satisfies readonly Parameter[];

/** One row per node: volatility (slowest), skew, insurance (fastest). */
export const scheduleNodes: readonly Parameter[] = ["Calm", "Raised", "Stressed"].flatMap((volatility) =>
  ["Balanced", "OneSided"].flatMap((skew) =>
    ["Drained", "Full"].map((insurance): Parameter => {
      const meaning = `Scheduled output at the node volatility ${volatility}, skew ${skew}, insurance ${insurance}.`;
      const name = `output${volatility}${skew}${insurance}`;
      return { name, unit: "u", min: -1000, max: 1000, initial: 0, scale: "linear", meaning };
    }),
  ),
);

const slotIn = byteOffsets(scheduleAxes);
// #endregion

/** Cells: the three held variables, the output held, blocks left of the pause, and whether there was a block before. */
export const SCHEDULE_MEMORY: i32 = 6;
const OUTPUT: i32 = 3;
const PAUSE: i32 = 4;
const STARTED: i32 = 5;

/**
 * One block of the schedule; returns the output it asks for.
 * @param nodes address of the twelve outputs  @param axes address of the axes  @param memory address of its first cell
 * @param stride bytes between memory cells  @param volatility over its reference  @param skew absolute
 * @param insurance fund over its initial value
 */
export function scheduledOutput(
  nodes: i32,
  axes: i32,
  memory: i32,
  stride: i32,
  volatility: f64,
  skew: f64,
  insurance: f64,
): f64 {
  const calm = cell(axes + slotIn("schedule.volatilityCalm"));
  const raised = cell(axes + slotIn("schedule.volatilityRaised"));
  const stressed = cell(axes + slotIn("schedule.volatilityStressed"));
  const balanced = cell(axes + slotIn("schedule.skewBalanced"));
  const oneSided = cell(axes + slotIn("schedule.skewOneSided"));
  const drained = cell(axes + slotIn("schedule.insuranceDrained"));
  const full = cell(axes + slotIn("schedule.insuranceFull"));
  const share = cell(axes + slotIn("schedule.hysteresis"));
  const first = cell(memory + STARTED * stride) === 0;
  const heldVolatility = held(memory, first, volatility, calm, stressed, share);
  const heldSkew = held(memory + stride, first, skew, balanced, oneSided, share);
  const heldInsurance = held(memory + 2 * stride, first, insurance, drained, full, share);
  const along = portion(heldSkew, balanced, oneSided);
  const across = portion(heldInsurance, drained, full);
  const middle = face(nodes + 32, along, across);
  const output =
    heldVolatility < raised
      ? between(face(nodes, along, across), middle, portion(heldVolatility, calm, raised))
      : between(middle, face(nodes + 64, along, across), portion(heldVolatility, raised, stressed));
  setCell(memory + STARTED * stride, 1);
  return paused(memory, stride, first, output, cell(axes + slotIn("schedule.dwell")));
}

/** The variable as the table sees it: limited to its axis, and unchanged while it stays in the band around the last. */
function held(address: i32, first: boolean, x: f64, low: f64, high: f64, share: f64): f64 {
  const inside = x > high ? high : x < low ? low : x;
  const last = cell(address);
  const band = share * (high - low);
  if (!first && inside - last <= band && last - inside <= band) return last;
  setCell(address, inside);
  return inside;
}

/** Where x lies between the ends of an axis, 0 to 1; 0 on an axis without length. */
function portion(x: f64, low: f64, high: f64): f64 {
  return high > low ? (x - low) / (high - low) : 0;
}

/** Linear between two values, exact at both ends and where they are equal. */
function between(from: f64, to: f64, share: f64): f64 {
  return share === 1 ? to : from + share * (to - from);
}

/** The four nodes of one volatility: skew along, insurance across. */
function face(nodes: i32, along: f64, across: f64): f64 {
  const balanced = between(cell(nodes), cell(nodes + 8), across);
  const oneSided = between(cell(nodes + 16), cell(nodes + 24), across);
  return between(balanced, oneSided, along);
}

/** The output that stands: a new one only when the pause after the last change is over. */
function paused(memory: i32, stride: i32, first: boolean, output: f64, dwell: f64): f64 {
  const last = cell(memory + OUTPUT * stride);
  const pause = cell(memory + PAUSE * stride);
  if (!first && pause > 0) {
    setCell(memory + PAUSE * stride, pause - 1);
    return last;
  }
  if (!first && output === last) return last;
  setCell(memory + OUTPUT * stride, output);
  setCell(memory + PAUSE * stride, dwell);
  return output;
}
