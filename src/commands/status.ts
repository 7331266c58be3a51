// flyball status: how far a study has come, whether it is running or not.
import type { CommandModule } from "yargs";
import { resultsOption, studyPositional } from "./options.ts";

interface Args {
  readonly study: string | undefined;
  readonly results: string | undefined;
  readonly json: boolean;
}

export const status: CommandModule<object, Args> = {
  command: "status [study]",
  describe: "Say how far a study has come; safe while it runs",
  builder: (yargs) =>
    yargs
      .positional("study", studyPositional)
      .option("results", resultsOption)
      .option("json", { type: "boolean", default: false, describe: "Print as JSON" }),
  handler: async ({ study, results, json }) => {
    const [{ folderOf }, { readRecord }, { statusOf }] = await Promise.all([
      import("../study/results-folder.ts"),
      import("../study/store.ts"),
      import("../report/status.ts"),
    ]);
    const directory = folderOf(study ?? null, results ?? null);
    const { facts, text } = statusOf(readRecord(directory));
    console.log(json ? JSON.stringify(facts, null, 2) : `${directory}: ${text}`);
  },
};
