// flyball simulate: one parameter set on one family of paths, from a study file or as a recorded trial.
import type { CommandModule } from "yargs";
import type { StudyRecord, TrialRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";
import { pairs, resultsOption, wholeNumber } from "./options.ts";
import { recorded } from "./recorded.ts";

interface Args {
  readonly study: string | undefined;
  readonly results: string | undefined;
  readonly trial: string | undefined;
  readonly seed: string | undefined;
  readonly paths: string | undefined;
  readonly set: readonly string[];
  readonly json: boolean;
  readonly figures: string | undefined;
}

export const simulate: CommandModule<object, Args> = {
  command: "simulate [study]",
  describe: "Simulate one parameter set: metrics with intervals, every path as JSON, fan charts",
  builder: (yargs) =>
    yargs
      .positional("study", { type: "string", describe: "Study file (YAML); with --trial a recorded study" })
      .option("seed", { type: "string", describe: "Seed of the paths [the study's search seed]" })
      .option("paths", { type: "string", describe: "Number of paths [the study's]" })
      .option("set", { type: "string", array: true, default: [], describe: "Values above the study's: name=value" })
      .option("trial", { type: "string", describe: "Play a recorded trial again instead of a study file" })
      .option("results", resultsOption)
      .option("json", { type: "boolean", default: false, describe: "Print the outputs of every path as JSON" })
      .option("figures", { type: "string", describe: "Write fan charts of mark and drawdown into this folder" }),
  handler: async (args) => {
    const asked = await chosen(args);
    const outcomes = await (args.json ? printPaths(asked) : printMeasures(asked));
    if (args.figures !== undefined) await writeFigures(args.figures, asked);
    const unchanged = args.seed === undefined && args.paths === undefined && args.set.length === 0;
    if (asked.of !== null && outcomes !== null && unchanged) await compare(asked.of, outcomes);
  },
};

type Outcomes = ReturnType<typeof import("../study/replay.ts").outcomesHere>;

async function printPaths({ values, family, models }: Chosen): Promise<Outcomes> {
  const { benchmarkTable, outcomesHere } = await import("../study/replay.ts");
  const outcomes = outcomesHere(values, family, models);
  console.log(JSON.stringify({ seed: family.seed, ...benchmarkTable(outcomes) }));
  return outcomes;
}

async function printMeasures({ values, family, models, title }: Chosen): Promise<Outcomes | null> {
  const [{ playHere }, { measuresText }, { UserError }] = await Promise.all([
    import("../study/replay.ts"),
    import("../report/measure-text.ts"),
    import("../numeric/user-error.ts"),
  ]);
  const result = playHere(values, family, models);
  if (!result.ok) throw new UserError(title, [{ place: result.failure.name, message: result.failure.message }], 1);
  console.log(`${title}: ${family.paths} paths, seed ${family.seed}\n\n${measuresText(result.measures)}`);
  return result.outcomes;
}

async function writeFigures(folder: string, { values, family, models, title }: Chosen): Promise<void> {
  const { writeSimulationFigures } = await import("../report/simulation-folder.ts");
  for (const path of writeSimulationFigures(folder, title, values, family, models)) console.error(`wrote ${path}`);
}

/** Exit code 5 where a recorded trial plays otherwise than it did. */
async function compare({ record, trial }: Recorded, outcomes: Outcomes): Promise<void> {
  const { mismatchOf, replayMismatch } = await import("../study/replay.ts");
  const { spec } = record;
  const inOwnWorld = spec.scenarios.families === undefined;
  const difference = inOwnWorld ? mismatchOf(spec, trial, outcomes) : replayMismatch(record, trial.index);
  if (difference === null) console.error(sameWords(trial));
  else {
    console.error(`differs from the record: ${difference}`);
    process.exitCode = 5;
  }
}

/** A trial can fail again only in a scenario family: in the study's own world it has just been played. */
function sameWords({ loss, failure }: TrialRecord): string {
  if (failure !== null) return `it fails as it did: ${failure.name}, ${failure.message}`;
  if (loss !== null) return "every measure equals the record bit for bit";
  return "every certificate equals the record bit for bit (it was refused by them and never simulated)";
}

interface Recorded {
  readonly record: StudyRecord<StudySpec>;
  readonly trial: TrialRecord;
}

interface Chosen {
  readonly values: Readonly<Record<string, number>>;
  readonly family: { readonly seed: number; readonly paths: number };
  readonly models: NonNullable<StudySpec["models"]>;
  readonly title: string;
  /** The recorded trial that is played; null for a study file. */
  readonly of: Recorded | null;
}

async function chosen(args: Args): Promise<Chosen> {
  const asked = {
    seed: wholeNumber("seed", args.seed, 0, 2 ** 32 - 1),
    paths: wholeNumber("paths", args.paths, args.json ? 1 : 2, 1_000_000),
  };
  const familyOf = ({ seed, paths }: { seed: number; paths: number }) => ({
    seed: asked.seed ?? seed,
    paths: asked.paths ?? paths,
  });
  const overrides = pairs(args.set);
  const index = wholeNumber("trial", args.trial, 0);
  if (index === null) {
    const { readStudy } = await import("../study/study-file.ts");
    const { spec } = readStudy(await required(args.study), overrides);
    const { values, models = [], name, scenarios } = spec;
    return { values, family: familyOf(scenarios.search), models, title: name, of: null };
  }
  const [{ record }, { recordedTrial, trialValues }, { overridden }, { model }] = await Promise.all([
    recorded(args),
    import("../study/replay.ts"),
    import("../study/values.ts"),
    import("../study/model.ts"),
  ]);
  const trial = recordedTrial(record, index);
  return {
    values: overridden(model.parameters, trialValues(record.spec, trial), overrides),
    family: familyOf(trial),
    models: record.spec.models ?? [],
    title: `${record.spec.name}, trial ${index}`,
    of: { record, trial },
  };
}

async function required(study: string | undefined): Promise<string> {
  if (study !== undefined) return study;
  const { UserError } = await import("../numeric/user-error.ts");
  throw new UserError("simulate", [
    { place: "", message: "found nothing to simulate; expected a study file, or --trial N of a recorded study" },
  ]);
}
