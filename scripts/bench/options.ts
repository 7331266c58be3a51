// Options of a measurement, read from the command line: all that is wrong with them at once.
import { nearestName, type Problem, UserError } from "../../src/numeric/user-error.ts";

/** What one option takes. */
export type Rule =
  | { readonly kind: "count"; readonly initial: number; readonly least: number; readonly most: number }
  | { readonly kind: "choice"; readonly initial: string; readonly choices: readonly string[] }
  | { readonly kind: "text"; readonly initial: null };

export type Rules = Readonly<Record<string, Rule>>;

/** Value of every option by name: what was written, or the rule's initial value. */
export type Options<R extends Rules> = {
  readonly [Name in keyof R]: R[Name] extends { readonly kind: "count" } ? number : R[Name]["initial"] | string;
};

/** @throws UserError with every problem */
export function readOptions<R extends Rules>(subject: string, words: readonly string[], rules: R): Options<R> {
  const problems: Problem[] = [];
  const values: Record<string, number | string | null> = {};
  for (const [name, rule] of Object.entries(rules)) values[name] = rule.initial;
  const seen = new Set<string>();
  for (const { name, written } of pairsOf(words, problems)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    const found = rule === undefined ? unknownOption(name, Object.keys(rules)) : read(rule, written);
    if (seen.has(name)) problems.push({ place: `--${name}`, message: "found twice; expected once" });
    else if (typeof found === "object") problems.push({ place: `--${name}`, message: found.message });
    else values[name] = found;
    seen.add(name);
  }
  if (problems.length > 0) throw new UserError(subject, problems);
  return values as Options<R>; // the parse boundary: every name of the rules has a value of its kind
}

interface Pair {
  readonly name: string;
  readonly written: string | undefined;
}

/** `--name value` and `--name=value`. */
function pairsOf(words: readonly string[], problems: Problem[]): readonly Pair[] {
  const pairs: Pair[] = [];
  for (let i = 0; i < words.length; i++) {
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(words[i] ?? "");
    if (match === null) {
      problems.push({ place: "", message: `found ${words[i]}; expected an option, --NAME VALUE` });
      continue;
    }
    const next = words[i + 1];
    const apart = match[2] === undefined && next !== undefined && !next.startsWith("--");
    pairs.push({ name: match[1] ?? "", written: apart ? next : match[2] });
    if (apart) i += 1;
  }
  return pairs;
}

function read(rule: Rule, written: string | undefined): number | string | { readonly message: string } {
  const found = `found ${written === undefined || written === "" ? "nothing" : written}`;
  switch (rule.kind) {
    case "count": {
      const value = Number(written);
      const whole = /^\d+$/.test(written ?? "") && value >= rule.least && value <= rule.most;
      return whole ? value : { message: `${found}; expected a whole number from ${rule.least} to ${rule.most}` };
    }
    case "choice":
      if (written !== undefined && rule.choices.includes(written)) return written;
      return { message: `${found}; expected one of ${rule.choices.join(", ")}` };
    case "text":
      return written === undefined || written === "" ? { message: `${found}; expected a text` } : written;
  }
}

function unknownOption(name: string, known: readonly string[]): { readonly message: string } {
  if (known.length === 0) return { message: "found an option; expected none" };
  const near = nearestName(name, known);
  const remedy =
    near === null ? `expected one of ${known.map((other) => `--${other}`).join(", ")}` : `did you mean --${near}?`;
  return { message: `no such option; ${remedy}` };
}
