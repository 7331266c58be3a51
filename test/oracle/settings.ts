// The parameters of one oracle run, read by name.
import { parameterNamed } from "../../src/simulate/parameters.ts";

/** Value of a parameter; the table's initial value where nothing else was said. Throws on an unknown name. */
export type Setting = (name: string) => number;

export function settingsFrom(values: Readonly<Record<string, number>>): Setting {
  return (name) => {
    const row = parameterNamed(name);
    if (row === undefined) throw new Error(`no parameter named ${name}`);
    return values[name] ?? row.initial;
  };
}
