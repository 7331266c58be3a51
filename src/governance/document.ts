// The proposal that people read, in ten sections. A pure function of the machine-readable proposal and its payload.
import { changeSection } from "./change-section.ts";
import { counted, horizonOf, movedOf, subjectOf } from "./description.ts";
import { costSection, evidenceSection } from "./evidence-section.ts";
import { executionSection, rolloutSection } from "./execution-section.ts";
import { findingsOf, verdict } from "./findings.ts";
import { goalSection, keptText } from "./goal-section.ts";
import { durationText, markdownTable, numberText } from "./number-text.ts";
import { ownWorldWords } from "./own-world-words.ts";
import type { Payload } from "./payload.ts";
import type { ProposalBody } from "./proposal-body.ts";
import { robustnessSection } from "./robustness-section.ts";

export function documentText(body: ProposalBody, hash: string, payload: Payload): string {
  const sections = [
    `# Proposal: adjust ${counted(movedOf(body).length, "parameter")} of ${subjectOf(body)}`,
    summary(body),
    changeSection(body),
    goalSection(body),
    evidenceSection(body),
    costSection(body),
    robustnessSection(body),
    assumptions(body),
    rolloutSection(body, payload),
    executionSection(body, payload),
    reproducibility(body, hash),
  ];
  return `${sections.join("\n\n")}\n`;
}

function summary(body: ProposalBody): string {
  const { spec, evidence, metrics, byHand, trial, choice } = body;
  const names = movedOf(body).map(({ chainName }) => chainName);
  const opening = `Change ${names.join(", ")}, as found by flyball study ${body.study}, trial ${trial}.`;
  const asked = spec.description === "" ? [] : [`The study asked: ${spec.description.trim()}`];
  const holdout = evidence.families.find(({ family }) => family === "holdout");
  const losses = spec.losses.map(({ metric }) => metric);
  const others = Object.keys(metrics).filter((name) => !losses.includes(name));
  const found =
    holdout === undefined
      ? []
      : [verdict(findingsOf(losses, holdout, metrics), findingsOf(others, holdout, metrics), holdout)];
  const chosen = byHand
    ? `Trial ${trial} was chosen by hand. The study's own choice: ${choice}`
    : `${choice} The holdout seeds had no part in that.`;
  return ["## 1. Summary", opening, ...asked, ...ownWorldWords(spec), ...found, keptText(body), chosen].join("\n\n");
}

function assumptions({ protocol, dataHashes, spec }: ProposalBody): string {
  const source = protocol === null ? [] : [`Protocol parameters as of ${protocol.date}: ${protocol.source}.`];
  const assumed = Object.entries(protocol?.assumptions ?? {}).map(
    ([name, { value, why }]) => `- ${name} = ${numberText(value)}: ${why}`,
  );
  const unit = (name: string) => spec.tune.find(({ parameter }) => parameter.name === name)?.parameter.unit ?? "";
  const set = Object.entries(spec.origins)
    .filter(([, origin]) => origin === "set")
    .map(([name]) => `- ${name} = ${numberText(spec.values[name] ?? Number.NaN)} ${unit(name)}`.trimEnd());
  const files = Object.entries(dataHashes).map(([path, hash]) => `- ${path}: SHA-256 ${hash}`);
  return [
    "## 7. Assumptions",
    `Every path lasts ${durationText(horizonOf(spec))} in blocks of ${numberText(spec.values["time.block"] ?? 0)} seconds.`,
    ...source,
    ...(assumed.length === 0 ? [] : ["No source gives these; each could make the result wrong:", assumed.join("\n")]),
    ...(set.length === 0 ? [] : ["Set by the study, in the model's units:", set.join("\n")]),
    ...(files.length === 0 ? [] : ["Files that the study read:", files.join("\n")]),
    "The result would be wrong if open interest, depth or the traders' response to funding were far from these values: " +
      "the simulation has no evidence of its own about them. Section 6 shows some of that dependence.",
  ].join("\n\n");
}

function reproducibility(body: ProposalBody, hash: string): string {
  const { search, validation, holdout } = body.spec.scenarios;
  const seeds = [
    ["Search seed", `${search.seed} (${search.paths} paths per trial)`],
    ["Validation seed", `${validation.seed} (${validation.paths} paths)`],
    ["Holdout seed", `${holdout.seed} (${holdout.paths} paths)`],
    ["Seed of the search itself", `${body.spec.search.seed} (${body.spec.search.strategy})`],
  ];
  const rows = [
    ["Bundle", `SHA-256 ${hash}`],
    ["Study (what was asked)", `SHA-256 ${body.specHash}`],
    ["Results (every trial)", `SHA-256 ${body.resultsHash}`],
    ["Code", `flyball ${body.codeVersion}`],
    ...seeds,
    ...Object.entries(body.files).map(([name, text]) => [name, `SHA-256 ${text}`]),
  ];
  return [
    "## 10. Reproducibility",
    markdownTable(["What", "Hash or value"], rows),
    "One command plays every parameter set of this document again, encodes every call again, and compares all figures and " +
      "bytes; it needs this folder and the same version of flyball, nothing else:",
    "```\nflyball verify <this folder>\n```",
    "Running the study itself again ends with the results hash above, with any number of threads.",
  ].join("\n\n");
}
