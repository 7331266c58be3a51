// flyball propose: a study's chosen parameters as a proposal that a chain can execute and anyone can check.
import { availableParallelism } from "node:os";
import type { CommandModule } from "yargs";
import { resultsOption, studyPositional, threads, wholeNumber, workersOption } from "./options.ts";

interface Args {
  readonly study: string | undefined;
  readonly results: string | undefined;
  readonly out: string | undefined;
  readonly trial: string | undefined;
  readonly protocol: string | undefined;
  readonly target: string | undefined;
  readonly controller: string | undefined;
  readonly workers: string | undefined;
}

export const propose: CommandModule<object, Args> = {
  command: "propose [study]",
  describe: "Write a governance proposal with its calldata, its rollback and its evidence",
  builder: (yargs) =>
    yargs
      .positional("study", studyPositional)
      .option("results", resultsOption)
      .option("out", { type: "string", describe: "Folder to write into [proposal, in the study's folder]" })
      .option("trial", { type: "string", describe: "Propose this trial [the study's choice]" })
      .option("protocol", { type: "string", describe: "Protocol file as the study read it, if it has moved" })
      .option("target", { type: "string", describe: "Address of the contract that holds the protocol's parameters" })
      .option("controller", { type: "string", describe: "Address of the contract that holds controller gains" })
      .option("workers", workersOption),
  handler: async (args) => {
    const [{ folderOf }, { writeProposal }] = await Promise.all([
      import("../study/results-folder.ts"),
      import("../governance/propose.ts"),
    ]);
    console.error("simulating the evidence of the proposal");
    const path = await writeProposal(folderOf(args.study ?? null, args.results ?? null), {
      workers: threads(args.workers, availableParallelism()),
      trial: wholeNumber("trial", args.trial, 0),
      out: args.out ?? null,
      protocolFile: args.protocol ?? null,
      targets: { target: args.target ?? null, controller: args.controller ?? null },
    });
    console.log(path);
  },
};
