// flyball report: the report of a recorded study as one HTML file with a Markdown twin.
import type { CommandModule } from "yargs";
import { resultsOption, studyPositional } from "./options.ts";
import { recorded } from "./recorded.ts";

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
  handler: async (args) => {
    const [{ directory, record }, { writeReport }] = await Promise.all([
      recorded(args),
      import("../report/report-folder.ts"),
    ]);
    const { html, markdown } = writeReport(record, args.out ?? directory);
    console.log(`${html}\n${markdown}`);
  },
};
