// flyball status: how far a study has come, whether it is running or not.
import type { CommandModule } from "yargs";
import { resultsOption, studyPositional } from "./options.ts";
import { recorded } from "./recorded.ts";

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
  handler: async (args) => {
    const [{ directory, record }, { statusOf }] = await Promise.all([recorded(args), import("../report/status.ts")]);
    const { facts, text } = statusOf(record);
    console.log(args.json ? JSON.stringify(facts, null, 2) : `${directory}: ${text}`);
  },
};
