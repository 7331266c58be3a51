// The table of one loop: which structure it has, and the rows of all of them.
import type { Parameter } from "../numeric/parameter.ts";
import { pidParameters } from "./pid.ts";
import { scheduleNodes } from "./schedule.ts";
import { stateParameters } from "./state-parameters.ts";

/** Structures by index. Specification: control 3.3, CS0 and CS2, CS1, CS3, CS6. */
export const structureNames = ["pid", "schedule", "state", "governance"] as const;

// biome-ignore format: one parameter is one line
const structureParameters = [
  { name: "structure", unit: "", min: 0, max: structureNames.length - 1, initial: 0, scale: "linear", choices: structureNames, meaning: "Law of the loop: pid (static without gains), a table (schedule), a linear compensator (state), or pid by vote (governance)." },
] as const satisfies readonly Parameter[];

/** Every row of a loop. The rows of the pid law come first: offsets in its table are offsets in this one. */
export const loopParameters: readonly Parameter[] = [
  ...pidParameters,
  ...structureParameters,
  ...scheduleNodes,
  ...stateParameters,
];
