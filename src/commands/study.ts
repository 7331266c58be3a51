// flyball study ls | show | export: what has been recorded.
import type { CommandModule } from "yargs";
import { resultsOption, studyPositional } from "./options.ts";
import { recorded } from "./recorded.ts";

interface ListArgs {
  readonly folder: string;
  readonly json: boolean;
}

interface ShowArgs {
  readonly study: string | undefined;
  readonly results: string | undefined;
  readonly json: boolean;
}

interface ExportArgs extends Omit<ShowArgs, "json"> {
  readonly format: "csv" | "json";
  readonly out: string | undefined;
}

const list: CommandModule<object, ListArgs> = {
  command: "ls [folder]",
  describe: "List the studies in a folder",
  builder: (yargs) =>
    yargs
      .positional("folder", { type: "string", default: "results", describe: "Folder that holds one folder per study" })
      .option("json", { type: "boolean", default: false, describe: "Print as JSON" }),
  handler: async ({ folder, json }) => {
    const { studyList, studyListText } = await import("../report/study-list.ts");
    const rows = studyList(folder);
    console.log(json ? JSON.stringify(rows, null, 2) : studyListText(folder, rows));
  },
};

const show: CommandModule<object, ShowArgs> = {
  command: "show [study]",
  describe: "Show what a study found, its seeds, its hashes and the version of the code",
  builder: (yargs) =>
    yargs
      .positional("study", studyPositional)
      .option("results", resultsOption)
      .option("json", { type: "boolean", default: false, describe: "Print as JSON" }),
  handler: async (args) => {
    const { record } = await recorded(args);
    if (args.json) {
      const { statusOf } = await import("../report/status.ts");
      console.log(JSON.stringify(statusOf(record).facts, null, 2));
      return;
    }
    const { summaryText } = await import("../report/summary-text.ts");
    console.log(summaryText(record));
  },
};

const exportTrials: CommandModule<object, ExportArgs> = {
  command: "export [study]",
  describe: "Write every trial as CSV, or the whole record as JSON",
  builder: (yargs) =>
    yargs
      .positional("study", studyPositional)
      .option("results", resultsOption)
      .option("format", { choices: ["csv", "json"] as const, default: "csv" as const, describe: "What to write" })
      .option("out", { type: "string", describe: "File to write [standard output]" }),
  handler: async ({ format, out, ...named }) => {
    const [{ record }, { recordCsv, recordJson, writeText }] = await Promise.all([
      recorded(named),
      import("../report/record-export.ts"),
    ]);
    const text = format === "csv" ? recordCsv(record) : recordJson(record);
    if (out === undefined) process.stdout.write(text);
    else {
      writeText(out, text);
      console.error(`wrote ${out}`);
    }
  },
};

export const study: CommandModule = {
  command: "study <action>",
  describe: "List, show and export recorded studies",
  builder: (yargs) =>
    yargs.command(list).command(show).command(exportTrials).demandCommand(1, "expected ls, show or export"),
  handler: () => {},
};
