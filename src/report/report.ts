// The report of a study: one verdict, the evidence for it, and what is needed to check it, as HTML and as Markdown.
import type { StudyRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";
import { assumptionBlocks } from "./assumption-table.ts";
import { budgetBlocks } from "./budget-blocks.ts";
import { comparisonBlocks } from "./comparison-table.ts";
import { limitBlocks } from "./constraint-table.ts";
import { countsOf } from "./counts.ts";
import { failureBlocks } from "./failure-table.ts";
import { familyBlocks } from "./family-table.ts";
import { frontBlocks } from "./front-blocks.ts";
import { historyFigure } from "./history-figure.ts";
import { honestyWords } from "./honesty-text.ts";
import { credibility, notModelled } from "./limits.ts";
import { lossBlocks } from "./loss-table.ts";
import { markdownPage } from "./markdown.ts";
import { counted, fixed } from "./number-format.ts";
import { frontOf, type ObjectiveFront } from "./objective-front.ts";
import { htmlPage } from "./page.ts";
import { parallelFigure } from "./parallel-figure.ts";
import { parameterBlocks } from "./parameter-table.ts";
import { provenanceBlocks } from "./provenance-table.ts";
import type { ReportInput } from "./report-input.ts";
import { type Block, type Page, paragraph, type Section } from "./section.ts";
import { sideEffectBlocks } from "./side-effects.ts";
import { comparisonFigures } from "./simulation-figure.ts";
import { sliceFigures } from "./slice-figure.ts";
import { stabilityBlocks } from "./stability-blocks.ts";
import { stabilityFigures } from "./stability-figures.ts";
import { timelineBlocks } from "./timeline-blocks.ts";
import { verdictOf } from "./verdict.ts";

export interface Report {
  /** One self-contained file. */
  readonly html: string;
  /** The twin; it refers to its figures as `figures/NAME.svg`. */
  readonly markdown: string;
  /** SVG documents by name, without extension. */
  readonly figures: Readonly<Record<string, string>>;
}

/** Pure: the same input gives the same bytes. Linear in the number of trials. */
export function renderReport(input: ReportInput): Report {
  const page = pageOf(input);
  const drawn = page.sections
    .flatMap((section) => section.blocks)
    .flatMap((block) => (block.kind === "figures" ? block.figures : []));
  const figures = Object.fromEntries(drawn.map(({ name, svg }) => [name, svg]));
  return { html: htmlPage(page), markdown: markdownPage(page, "figures"), figures };
}

function pageOf(input: ReportInput): Page {
  const { record, reproduce } = input;
  const verdict = verdictOf(input);
  const front = frontOf(record);
  const opening: readonly Block[] = [
    { kind: "statement", text: verdict.text, tone: verdict.tone },
    ...sideEffectBlocks(input),
    ...unfinished(record),
    ...(record.spec.description === "" ? [] : [paragraph(record.spec.description)]),
    ...(record.choice === "" ? [] : [paragraph(`How the set was chosen: ${record.choice}`)]),
  ];
  const sections: readonly Section[] = [
    { heading: "", blocks: opening },
    { heading: "Today against the tuned set", blocks: [...comparisonBlocks(input), ...limitBlocks(input)] },
    ...optional("Over the scenario families", familyBlocks(input)),
    { heading: "Search value against fresh value", blocks: lossBlocks(input) },
    ...optional("How sure is the winner?", honestyWords(record, input.metricTable).map(paragraph)),
    { heading: "Parameters", blocks: parameterBlocks(input) },
    { heading: "Stability", blocks: stabilityPart(input) },
    { heading: "How the search went", blocks: historyBlocks(record) },
    ...optional("Front of the goals", frontBlocks(input, front)),
    ...optional("The best sets side by side", parallelBlocks(record, front)),
    { heading: "One parameter at a time", blocks: sliceBlocks(record) },
    { heading: "Where the budget went", blocks: budgetBlocks(record) },
    { heading: "When the workers worked", blocks: timelineBlocks(record) },
    { heading: "Prices and drawdowns over time", blocks: fanBlocks(input) },
    { heading: "Failures", blocks: failureBlocks(record) },
    { heading: "Where every headline number comes from", blocks: provenanceBlocks(input) },
    { heading: "Assumptions", blocks: assumptionBlocks(input) },
    {
      heading: "Reproduce",
      blocks: [
        paragraph("This command computes every number of this report again, bit for bit:"),
        { kind: "command", text: reproduce },
      ],
    },
    { heading: "What was not modelled", blocks: [{ kind: "list", items: notModelled }, paragraph(credibility)] },
  ];
  return { title: `Tuning study: ${record.spec.name}`, subtitle: subtitleOf(record), sections };
}

/** A section that only some studies have. */
function optional(heading: string, blocks: readonly Block[]): readonly Section[] {
  return blocks.length === 0 ? [] : [{ heading, blocks }];
}

function subtitleOf({ trials, rescored, spec, state }: StudyRecord<StudySpec>): string {
  const candidates = new Set(rescored.map((row) => row.trial)).size;
  return [
    counted(trials.length, "trial"),
    `${counted(spec.tune.length, "tuned parameter")}`,
    `${counted(candidates, "set")} re-scored on fresh seeds`,
    state,
    "conditional on the scenario set",
  ].join(" · ");
}

function unfinished({ state }: StudyRecord<StudySpec>): readonly Block[] {
  return state === "finished"
    ? []
    : [paragraph(`The study is ${state}, not finished: these numbers may still change.`)];
}

function historyBlocks(record: StudyRecord<StudySpec>): readonly Block[] {
  const figure = historyFigure(record);
  if (figure === null) return [paragraph("No trial has a loss yet.")];
  const { complete, feasible, dropped, failed, refused } = countsOf(record);
  const raced = dropped === 0 ? "" : ` ${counted(dropped, "trial was", "trials were")} dropped early by racing.`;
  const unplayed =
    refused === 0
      ? ""
      : ` ${counted(refused, "trial was", "trials were")} not simulated: certificates alone break a constraint.`;
  return [
    paragraph(
      `Of ${counted(record.trials.length, "trial")}, ${fixed(feasible, 0)} met every constraint, ${fixed(complete - feasible, 0)} broke at least one, ${fixed(failed, 0)} failed.${raced}${unplayed}${endedEarly(record)}`,
    ),
    { kind: "figures", figures: [figure] },
  ];
}

/** Said where the study's rule ended the search before its budget was spent. */
function endedEarly({ state, trials, spec }: StudyRecord<StudySpec>): string {
  const { stop, trials: budget } = spec.search;
  if (stop === undefined || state !== "finished" || trials.length >= budget) return "";
  const left = counted(budget - trials.length, "trial");
  return ` The search ended with ${left} of its budget unspent: its last ${stop.patience} generations gained less than ${stop.noise} standard errors of the best loss.`;
}

function parallelBlocks(record: StudyRecord<StudySpec>, front: ObjectiveFront | null): readonly Block[] {
  const figure = parallelFigure(record, front);
  return figure === null ? [] : [{ kind: "figures", figures: [figure] }];
}

function sliceBlocks(record: StudyRecord<StudySpec>): readonly Block[] {
  const { figures, note } = sliceFigures(record);
  if (figures.length === 0) return [paragraph("No trial has a loss yet.")];
  const reading =
    "Loss of the trials (search seeds) against each tuned parameter, all others varying too. Blue dots are feasible, orange triangles " +
    "break a constraint; the dark square is today's set, the green star the set this report is about. Losses far above the rest " +
    "stand at the upper edge, trials without a loss above it: crosses failed, dark triangles were not simulated.";
  const raced = record.spec.search.race === undefined ? "" : " Small grey dots were dropped early by racing.";
  return [paragraph(`${reading}${raced}${note}`), { kind: "figures", figures }];
}

function fanBlocks({ fans }: ReportInput): readonly Block[] {
  if (fans === null) return [paragraph("No paths were simulated for fan charts.")];
  return [{ kind: "figures", figures: comparisonFigures(fans.baseline, fans.best) }];
}

function stabilityPart({ stability }: ReportInput): readonly Block[] {
  if (stability === null) return [paragraph("The stability was not analysed.")];
  const how =
    "What follows from the parameters alone, without a path: linear models of small deviations from rest, at every operating " +
    "point and with density, depth and funding response varied; and the static cascade of the opening book.";
  const figures = stabilityFigures(stability);
  return [
    paragraph(how),
    ...stabilityBlocks(stability),
    ...(figures.length === 0 ? [] : [{ kind: "figures" as const, figures }]),
  ];
}
