// Values that are each within bounds but contradict one another.
import { channelNames } from "../control/channels.ts";
import type { Problem } from "../numeric/user-error.ts";

/** Every contradiction; `place` names the parameters. */
export function contradictions(values: Readonly<Record<string, number>>): Problem[] {
  const at = (name: string): number => values[name] ?? Number.NaN;
  const problems: Problem[] = [];
  const share = at("margin.maintenanceShare");
  const ceiling = at("margin.maintenanceCeiling");
  if (share > ceiling) {
    const message = `found ${share}; expected at most margin.maintenanceCeiling (${ceiling}): maintenance stays below initial margin`;
    problems.push({ place: "margin.maintenanceShare", message });
  }
  if (at("book.leastLeverage") * at("margin.initial") > 1) {
    const most = 1 / at("margin.initial");
    const message = `found ${at("book.leastLeverage")}; expected at most 1 / margin.initial (${most}): nobody could open a position`;
    problems.push({ place: "book.leastLeverage", message });
  }
  for (const channel of channelNames) {
    const [low, high] = [at(`${channel}.min`), at(`${channel}.max`)];
    if (low > high)
      problems.push({ place: `${channel}.min`, message: `found ${low}; expected at most ${channel}.max (${high})` });
  }
  if (at("adaptive.min") > at("adaptive.max")) {
    problems.push({
      place: "adaptive.min",
      message: `found ${at("adaptive.min")}; expected at most adaptive.max (${at("adaptive.max")})`,
    });
  }
  return problems;
}
