// Options that several commands share, and the reading of numbers and durations given on the command line.
import { UserError } from "../numeric/user-error.ts";

export const resultsOption = {
  type: "string",
  describe: "Folder of the study [results/<study name>]",
} as const;

export const workersOption = {
  type: "string",
  describe: "Threads [one per core]",
} as const;

export const studyPositional = {
  type: "string",
  describe: "Study file, name or folder; may be left out where results holds one study",
} as const;

/** A whole number of at least `least`; null where the option was not given. */
export function wholeNumber(option: string, text: string | undefined, least: number, most = 2 ** 31): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UserError(`--${option}`, [
    { place: "", message: `found ${text}; expected a whole number from ${least} to ${most}` },
  ]);
}

/** `name=value` pairs of `--set`. */
export function pairs(texts: readonly string[]): Record<string, string> {
  const problems = texts.filter((text) => !/^[^=\s]+=.+$/.test(text));
  if (problems.length > 0) {
    const message = `found ${problems.join(", ")}; expected name=value, for example funding.kp=0.1`;
    throw new UserError("--set", [{ place: "", message }]);
  }
  return Object.fromEntries(texts.map((text) => [text.slice(0, text.indexOf("=")), text.slice(text.indexOf("=") + 1)]));
}

/** Threads asked for; one per core where nothing is said. */
export function threads(text: string | undefined, cores: number): number {
  return wholeNumber("workers", text, 1, 256) ?? cores;
}
