#!/usr/bin/env node
// The command line: chains the commands, and turns what goes wrong into a message and an exit code.
import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { calibrate } from "./commands/calibrate.ts";
import { check } from "./commands/check.ts";
import { forecast } from "./commands/forecast.ts";
import { identify } from "./commands/identify.ts";
import { optimize } from "./commands/optimize.ts";
import { propose } from "./commands/propose.ts";
import { report } from "./commands/report.ts";
import { simulate } from "./commands/simulate.ts";
import { stability } from "./commands/stability.ts";
import { status } from "./commands/status.ts";
import { study } from "./commands/study.ts";
import { verify } from "./commands/verify.ts";
import { nearestName, UserError } from "./numeric/user-error.ts";

const codes =
  "Exit codes: 0 ok, 1 unexpected failure, 2 wrong input, 3 nothing feasible, 4 interrupted but resumable, 5 mismatch";

const parser = yargs(hideBin(process.argv))
  .scriptName("flyball")
  .usage("$0 <command>\n\nTunes the controllers of perpetual-futures protocols against liquidation cascades.")
  .command(check)
  .command(simulate)
  .command(stability)
  .command(identify)
  .command(optimize)
  .command(status)
  .command(study)
  .command(report)
  .command(propose)
  .command(verify)
  .command(calibrate)
  .command(forecast)
  .demandCommand(1, "expected a command; see flyball --help")
  .strict()
  .parserConfiguration({ "dot-notation": false, "duplicate-arguments-array": true, "camel-case-expansion": false })
  .epilogue(codes)
  .wrap(Math.min(110, process.stdout.columns ?? 110))
  .fail((message, error, instance) => {
    throw error ?? new Misuse(message, String(instance.help())); // at run time this is the text, not the parser
  });

/** What yargs says of a wrong command line, and its help text, from which the nearest right name is told. */
class Misuse extends Error {
  readonly help: string;

  constructor(message: string, help: string) {
    super(message);
    this.help = help;
  }
}

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0); // the reader has seen enough
  throw error;
});

try {
  await parser.parseAsync();
} catch (error) {
  process.exitCode = told(error);
}

/** Prints what went wrong; returns the exit code. */
function told(error: unknown): number {
  if (error instanceof UserError) {
    console.error(error.message);
    return error.exitCode;
  }
  if (error instanceof Misuse) {
    console.error(`flyball: ${error.message}${hint(error)}`);
    return 2;
  }
  console.error(`unexpected failure: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return 1;
}

function hint({ message, help }: Misuse): string {
  const unknown = /^Unknown arguments?: ([\w.-]+)/.exec(message)?.[1];
  if (unknown === undefined) return message.includes("--help") ? "" : "; see --help";
  const options = [...help.matchAll(/--([a-z][\w-]*)/g)].map((match) => match[1] ?? "");
  const commands = [...help.matchAll(/^ {2}flyball (\w+)/gm)].map((match) => match[1] ?? "");
  const near = nearestName(unknown, [...options, ...commands]);
  if (near === null) return "; see --help";
  return `; did you mean ${options.includes(near) ? "--" : ""}${near}?`;
}
