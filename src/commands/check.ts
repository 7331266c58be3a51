// flyball check: reads a study and everything it names, and says what it will do and take, without doing it.
import { availableParallelism } from "node:os";
import type { CommandModule } from "yargs";
import { threads, workersOption } from "./options.ts";

interface Args {
  readonly study: string;
  readonly workers: string | undefined;
}

export const check: CommandModule<object, Args> = {
  command: "check <study>",
  describe: "Check a study file: every value with its origin, estimated time, memory and disk",
  builder: (yargs) =>
    yargs
      .positional("study", { type: "string", demandOption: true, describe: "Study file (YAML)" })
      .option("workers", workersOption),
  handler: async ({ study, workers }) => {
    const [{ readStudy }, { checkText }] = await Promise.all([
      import("../study/study-file.ts"),
      import("../report/check-text.ts"),
    ]);
    const { spec } = readStudy(study);
    console.log(checkText(spec, threads(workers, availableParallelism())));
  },
};
