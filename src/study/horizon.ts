// The simulated time of a study, as the number of blocks that the model knows.
import type { Problem } from "../numeric/user-error.ts";
import type { StudyInput } from "./study-schema.ts";
import { readQuantity } from "./unit-string.ts";

/** `scenarios > horizon` in whole blocks, rounded to the nearest. */
export function withHorizon(
  input: StudyInput,
  values: Readonly<Record<string, number>>,
  problems: Problem[],
): Record<string, number> {
  const { horizon } = input.scenarios;
  if (horizon === undefined) return { ...values };
  const place = "scenarios > horizon";
  const reading = readQuantity(horizon, "s");
  if (!reading.ok) problems.push({ place, message: reading.message });
  if (input.set["time.blocks"] !== undefined) {
    problems.push({ place, message: "found beside set > time.blocks; expected only one of them" });
  }
  const blocks = Math.round((reading.ok ? reading.value : 0) / (values["time.block"] ?? 1));
  if (reading.ok && !(blocks >= 1 && blocks <= 1e7)) {
    problems.push({
      place,
      message: `found ${horizon}, ${blocks} blocks; expected 1 to 10000000 blocks of time.block`,
    });
  }
  return { ...values, "time.blocks": blocks };
}
