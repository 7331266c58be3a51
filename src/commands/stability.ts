// flyball stability: what can be said of a parameter set without simulating it, for a study file or a recorded study.
import type { CommandModule } from "yargs";
import type { AnalysedSet, StabilityInput } from "../report/stability-input.ts";
import type { SeedFamily, StudySpec } from "../study/spec.ts";
import { pairs, resultsOption, wholeNumber } from "./options.ts";
import { recorded } from "./recorded.ts";

interface Args {
  readonly study: string | undefined;
  readonly results: string | undefined;
  readonly trial: string | undefined;
  readonly set: readonly string[];
  readonly confirm: boolean;
  readonly json: boolean;
  readonly figures: string | undefined;
}

export const stability: CommandModule<object, Args> = {
  command: "stability [study]",
  describe: "Certify the control loops: margins, tolerable latency, distance to the fold; today and tuned",
  builder: (yargs) =>
    yargs
      .positional("study", { type: "string", describe: "Study file (YAML), or a recorded study by name or folder" })
      .option("results", resultsOption)
      .option("trial", { type: "string", describe: "Recorded trial beside today's set [the study's choice]" })
      .option("set", { type: "string", array: true, default: [], describe: "Values above the study's: name=value" })
      .option("confirm", {
        type: "boolean",
        default: false,
        describe: "Put fold, amplification and latency to the test by simulation",
      })
      .option("json", {
        type: "boolean",
        default: false,
        describe: "Print as JSON; null stands for infinite or absent",
      })
      .option("figures", { type: "string", describe: "Write the figures into this folder, as SVG and PNG" }),
  handler: async (args) => {
    const { name, sets, family } = await named(args);
    const analysed: AnalysedSet[] = [];
    for (const one of sets) analysed.push(await analysedSet(one, args.confirm ? family : null));
    const [today, ...tuned] = analysed;
    if (today === undefined) return;
    const input: StabilityInput = [today, ...tuned];
    const { stabilityJson, stabilityText } = await import("../report/stability-text.ts");
    console.log(args.json ? stabilityJson(name, input) : stabilityText(name, input));
    if (args.figures !== undefined) await writeFigures(args.figures, input);
  },
};

type Values = Readonly<Record<string, number>>;

interface NamedSet {
  readonly set: AnalysedSet["set"];
  readonly title: string;
  readonly values: Values;
  /** Identified models of its state loops. */
  readonly models: NonNullable<StudySpec["models"]>;
}

interface Named {
  readonly name: string;
  /** Today's first. */
  readonly sets: readonly NamedSet[];
  readonly family: SeedFamily;
}

async function named(args: Args): Promise<Named> {
  const overrides = pairs(args.set);
  const index = wholeNumber("trial", args.trial, 0);
  const today = (values: Values, spec: StudySpec): NamedSet => {
    return { set: "today", title: "today's parameters", values, models: spec.models ?? [] };
  };
  if (isStudyFile(args.study) && args.results === undefined && index === null) {
    const { readStudy } = await import("../study/study-file.ts");
    const { spec } = readStudy(args.study, overrides);
    return { name: spec.name, sets: [today(spec.values, spec)], family: spec.scenarios.search };
  }
  const [{ record }, { recordedTrial, trialValues }, { overridden }, { model }] = await Promise.all([
    recorded(args),
    import("../study/replay.ts"),
    import("../study/values.ts"),
    import("../study/model.ts"),
  ]);
  const over = (values: Values): Values => overridden(model.parameters, values, overrides);
  const chosen = index ?? record.best ?? 0;
  const spec: StudySpec = record.spec;
  const tuned: NamedSet[] =
    chosen === 0
      ? []
      : [
          {
            set: "tuned",
            title: `trial ${chosen}`,
            values: over(trialValues(spec, recordedTrial(record, chosen))),
            models: spec.models ?? [],
          },
        ];
  return { name: spec.name, sets: [today(over(spec.values), spec), ...tuned], family: spec.scenarios.search };
}

function isStudyFile(study: string | undefined): study is string {
  return study !== undefined && /\.ya?ml$/i.test(study);
}

/** @param family paths on which it is put to the test; null: not simulated */
async function analysedSet({ set, title, ...parameters }: NamedSet, family: SeedFamily | null): Promise<AnalysedSet> {
  const { confirmedStability, stabilityOf } = await import("../study/stability.ts");
  console.error(`analysing ${title}`);
  const analysis = stabilityOf(parameters);
  if (family === null) return { set, title, analysis };
  console.error(`simulating fold, amplification and latencies of ${title}`);
  return { set, title, analysis: confirmedStability(parameters, analysis, family) };
}

async function writeFigures(folder: string, input: StabilityInput): Promise<void> {
  const [{ writeStabilityFigures }, { noRasteriser }] = await Promise.all([
    import("../report/stability-folder.ts"),
    import("../report/png.ts"),
  ]);
  const { paths, png } = await writeStabilityFigures(folder, input);
  for (const path of paths) console.error(`wrote ${path}`);
  if (!png) console.error(`note: ${noRasteriser}`);
}
