// flyball report: the report of a recorded study as one HTML file with a Markdown twin.
import type { CommandModule } from "yargs";
import { resultsOption, studyPositional } from "./options.ts";

interface Args {
  readonly study: string | undefined;
  readonly results: string | undefined;
  readonly out: string | undefined;
}

export const report: CommandModule<object, Args> = {
  command: "report [study]",
  describe: "Write the report of a study: report.html, report.md and figures",
  builder: (yargs) =>
    yargs
      .positional("study", studyPositional)
      .option("results", resultsOption)
      .option("out", { type: "string", describe: "Folder to write into [the study's]" }),
  handler: async ({ study, results, out }) => {
    const [{ folderOf }, { readRecord }, { writeReport }] = await Promise.all([
      import("../study/results-folder.ts"),
      import("../study/store.ts"),
      import("../report/report-folder.ts"),
    ]);
    const directory = folderOf(study ?? null, results ?? null);
    const { html, markdown } = writeReport(readRecord(directory), out ?? directory);
    console.log(`${html}\n${markdown}`);
  },
};
