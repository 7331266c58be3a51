// A parameter vector read and changed by name; what is switched off when a loop is opened.
import { channelNames } from "../control/channels.ts";
import { slotOf } from "../simulate/parameters.ts";

/** Value of a parameter. Throws on a name the model does not know. */
export function valueIn(vector: Float64Array, name: string): number {
  const slot = slotOf(name);
  const value = slot === undefined ? undefined : vector[slot];
  if (value === undefined) throw new Error(`no parameter named ${name}`);
  return value;
}

/** A copy of the vector with some values replaced. Throws on a name the model does not know. */
export function withValues(vector: Float64Array, values: Readonly<Record<string, number>>): Float64Array {
  const copy = vector.slice();
  for (const [name, value] of Object.entries(values)) {
    const slot = slotOf(name);
    if (slot === undefined) throw new Error(`no parameter named ${name}`);
    copy[slot] = value;
  }
  return copy;
}

/** What moves a loop: a loop without gains and of the structure pid holds its actuator at rest. */
const movers = ["kp", "ki", "kd", "feedForward", "stressRise", "stressRelief", "structure"] as const;

/** The vector without its control loops: every actuator stays at rest, and no funding is charged. */
export function withoutLoops(vector: Float64Array): Float64Array {
  const zeros = channelNames.flatMap((channel) => movers.map((row) => [`${channel}.${row}`, 0] as const));
  return withValues(vector, { ...Object.fromEntries(zeros), "funding.law": 3 });
}

/** The vector without the loop that sets the liquidation cap. */
export function withoutCapLoop(vector: Float64Array): Float64Array {
  return withValues(vector, Object.fromEntries(movers.map((row) => [`cap.${row}`, 0])));
}
