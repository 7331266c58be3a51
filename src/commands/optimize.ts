// flyball optimize: runs the search of a study to its end, or to where it is stopped, and says how to go on.
import { availableParallelism } from "node:os";
import type { CommandModule } from "yargs";
import type { StudyRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";
import { resultsOption, threads, wholeNumber, workersOption } from "./options.ts";

interface Args {
  readonly study: string;
  readonly results: string | undefined;
  readonly resume: boolean;
  readonly fresh: boolean;
  readonly workers: string | undefined;
  readonly trials: string | undefined;
  readonly "time-limit": string | undefined;
  readonly report: boolean;
  readonly propose: boolean;
}

export const optimize: CommandModule<object, Args> = {
  command: "optimize <study>",
  describe: "Search for better parameters; stop and go on at any time",
  builder: (yargs) =>
    yargs
      .positional("study", { type: "string", demandOption: true, describe: "Study file (YAML)" })
      .option("results", resultsOption)
      .option("resume", { type: "boolean", default: false, describe: "Go on with the recorded study" })
      .option("fresh", { type: "boolean", default: false, describe: "Throw the recorded study away and start over" })
      .option("workers", workersOption)
      .option("trials", { type: "string", describe: "Trials in all, instead of the study's" })
      .option("time-limit", { type: "string", describe: "Stop in time, resumable: 8h, 45 min" })
      .option("report", { type: "boolean", default: false, describe: "Write the report at the end" })
      .option("propose", { type: "boolean", default: false, describe: "Write the proposal at the end" }),
  handler: async (args) => {
    await refuseContradiction(args);
    const [{ readStudy }, { defaultFolder }] = await Promise.all([
      import("../study/study-file.ts"),
      import("../study/results-folder.ts"),
    ]);
    const study = readStudy(args.study);
    const directory = args.results ?? defaultFolder(study.spec.name);
    const again = resumeCommand(args, directory);
    const { record, directory: last, complete } = await search(args, study, directory, again);
    const { summaryText } = await import("../report/summary-text.ts");
    console.log(summaryText(record));
    if (complete) await deliver(args, record, last);
    console.log(`\nresults: ${last}\nshow:    flyball study show ${last}`);
    if (!complete) {
      console.log(`resume:  ${again}`);
      process.exitCode = 4;
    } else if (record.best === null && record.staticBaseline?.wins !== true) process.exitCode = 3;
  },
};

async function refuseContradiction({ resume, fresh }: Args): Promise<void> {
  if (!resume || !fresh) return;
  const { UserError } = await import("../numeric/user-error.ts");
  const message = "found both; expected --resume to go on, or --fresh to start over";
  throw new UserError("--resume, --fresh", [{ place: "", message }]);
}

type Study = ReturnType<typeof import("../study/study-file.ts").readStudy>;

type Hardened = Awaited<ReturnType<typeof import("../study/hardening.ts").runHardened>>;

async function search(args: Args, study: Study, directory: string, again: string): Promise<Hardened> {
  const [{ runHardened }, { createStop, listen }, { createProgress }, { unattainableLimits }, { holdsStudy }] =
    await Promise.all([
      import("../study/hardening.ts"),
      import("../study/stop.ts"),
      import("../study/progress.ts"),
      import("../study/attainability.ts"),
      import("../study/database.ts"),
    ]);
  const options = {
    directory,
    workers: threads(args.workers, availableParallelism()),
    trials: wholeNumber("trials", args.trials, 2, 1e9),
    resume: args.resume,
    fresh: args.fresh,
  };
  const stop = createStop(await seconds(args["time-limit"]));
  for (const warning of unattainableLimits(study.spec)) console.error(`mind: ${warning}`);
  const deaf = listen(stop, (message) => console.error(`\n${message}`));
  try {
    return await runHardened(study, options, stop, (total, before) => createProgress(process.stderr, total, before));
  } catch (error) {
    const { UserError } = await import("../numeric/user-error.ts");
    const begun = !(error instanceof UserError) || error.exitCode !== 2;
    if (begun && holdsStudy(directory)) console.error(`results: ${directory}\nresume:  ${again}`);
    throw error;
  } finally {
    deaf();
  }
}

/** Report and proposal, and where they lie. */
async function deliver(args: Args, record: StudyRecord<StudySpec>, directory: string): Promise<void> {
  const lines: string[] = [];
  if (args.report) {
    const { writeReport } = await import("../report/report-folder.ts");
    const { html, markdown } = writeReport(record, directory);
    lines.push(`report:   ${html} (and ${markdown})`);
  }
  if (args.propose && record.staticBaseline?.wins === true) {
    const { staticFolder } = await import("../study/static-baseline.ts");
    const from = quoted(staticFolder(directory));
    lines.push(`proposal: the static set wins; flyball propose ${from} --trial ${record.staticBaseline.best}`);
  } else if (args.propose && (record.best === null || record.best === 0))
    lines.push("proposal: none, there is nothing to change");
  else if (args.propose) {
    const { writeProposal } = await import("../governance/propose.ts");
    const workers = threads(args.workers, availableParallelism());
    console.error("simulating the evidence of the proposal");
    lines.push(`proposal: ${await writeProposal(directory, { workers })}`);
  }
  if (lines.length > 0) console.log(`\n${lines.join("\n")}`);
}

function resumeCommand(args: Args, directory: string): string {
  const results = args.results === undefined ? "" : ` --results ${quoted(directory)}`;
  const trials = args.trials === undefined ? "" : ` --trials ${args.trials}`;
  return `flyball optimize ${quoted(args.study)} --resume${results}${trials}`;
}

function quoted(text: string): string {
  return /^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Seconds of a time limit; Infinity where there is none. */
async function seconds(text: string | undefined): Promise<number> {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  const [{ readQuantity }, { UserError }] = await Promise.all([
    import("../study/unit-string.ts"),
    import("../numeric/user-error.ts"),
  ]);
  const reading = readQuantity(text, "s");
  if (reading.ok && reading.value > 0) return reading.value;
  throw new UserError("--time-limit", [{ place: "", message: `found ${text}; expected a time such as 8h or 45 min` }]);
}
