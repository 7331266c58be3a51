// flyball verify: redoes a proposal's evidence and calldata, and compares bit for bit.
import { availableParallelism } from "node:os";
import type { CommandModule } from "yargs";
import { threads, workersOption } from "./options.ts";

interface Args {
  readonly bundle: string;
  readonly workers: string | undefined;
}

export const verify: CommandModule<object, Args> = {
  command: "verify <bundle>",
  describe: "Run a proposal's evidence again and compare every figure and every byte of calldata",
  builder: (yargs) =>
    yargs
      .positional("bundle", { type: "string", demandOption: true, describe: "Folder that `flyball propose` wrote" })
      .option("workers", workersOption),
  handler: async ({ bundle, workers }) => {
    const { verifyBundle } = await import("../governance/propose.ts");
    const { matches, differences } = await verifyBundle(bundle, { workers: threads(workers, availableParallelism()) });
    if (matches) console.log(`${bundle}: verified; every figure, integer and byte is the same`);
    else {
      console.log(`${bundle}: does not match\n${differences.map((line) => `  ${line}`).join("\n")}`);
      process.exitCode = 5;
    }
  },
};
