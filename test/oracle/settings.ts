// The parameters of one oracle run, read by name.
import { parameters } from "../../src/simulate/parameters.ts";

/** Value of a parameter; the table's initial value where nothing else was said. Throws on an unknown name. */
export type Setting = (name: string) => number;

export function settingsFrom(values: Readonly<Record<string, number>>): Setting {
  const settings = new Map(parameters.map((row) => [row.name, values[row.name] ?? row.initial]));
  return (name) => {
    const value = settings.get(name);
    if (value === undefined) throw new Error(`no parameter named ${name}`);
    return value;
  };
}
