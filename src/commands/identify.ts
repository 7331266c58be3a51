// flyball identify: linear models of a study's channels at every operating point, from experiments on its plant.
import type { CommandModule } from "yargs";

interface Args {
  readonly study: string;
  readonly channel: readonly string[];
  readonly out: string | undefined;
  readonly json: boolean;
}

export const identify: CommandModule<object, Args> = {
  command: "identify <study>",
  describe: "Identify linear models of a study's channels by paired perturbations; accepts or refuses each in words",
  builder: (yargs) =>
    yargs
      .positional("study", { type: "string", demandOption: true, describe: "Study file (YAML)" })
      .option("channel", {
        type: "string",
        array: true,
        default: [],
        describe: "Only this one, for example funding; may be given again [all]",
      })
      .option("out", { type: "string", describe: "Where to write the models [results/<study name>/models.json]" })
      .option("json", { type: "boolean", default: false, describe: "Print the models as JSON" }),
  handler: async ({ study, channel, out, json }) => {
    const [
      { readStudy },
      { channelChoices, identifyStudy, pathFrom, writeModels },
      { defaultFolder },
      { identifiedText },
    ] = await Promise.all([
      import("../study/study-file.ts"),
      import("../study/identify.ts"),
      import("../study/results-folder.ts"),
      import("../report/identified-text.ts"),
    ]);
    await refuseUnknown(channel, channelChoices);
    const { spec } = readStudy(study);
    const path = out ?? `${defaultFolder(spec.name)}/models.json`;
    const models = identifyStudy(spec, channel.length === 0 ? channelChoices : channel, (points, all) => {
      console.error(`${points} of ${all} operating points`);
    });
    writeModels(path, models);
    console.log(json ? JSON.stringify({ models }) : identifiedText(models));
    console.error(`wrote ${path}; ${study} names it by models: ${pathFrom(study, path)}`);
  },
};

async function refuseUnknown(asked: readonly string[], known: readonly string[]): Promise<void> {
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const { UserError } = await import("../numeric/user-error.ts");
  const message = `found ${unknown.join(", ")}; expected some of ${known.join(", ")}`;
  throw new UserError("--channel", [{ place: "", message }]);
}
