// The proposal that people read, in ten sections. A pure function of the machine-readable proposal and its payload.
import { evidenceSections } from "./evidence-section.ts";
import { findingsOf, verdict } from "./findings.ts";
import { changeText, markdownTable, numberText } from "./number-text.ts";
import type { Payload } from "./payload.ts";
import type { IntegerRow, ProposalBody } from "./proposal-body.ts";

export function documentText(body: ProposalBody, hash: string, payload: Payload): string {
  const sections = [
    `# Proposal: ${body.study}`,
    summary(body),
    changes(body),
    objective(body),
    ...evidenceSections(body),
    sensitivity,
    assumptions(body),
    rollout(body),
    execution(body, payload),
    reproducibility(body, hash),
  ];
  return `${sections.join("\n\n")}\n`;
}

function summary(body: ProposalBody): string {
  const holdout = body.evidence.families.at(-1);
  const found = holdout === undefined ? "" : verdict(findingsOf(body.spec.losses, holdout, body.better), holdout);
  const counted = body.values.length === 1 ? "one parameter" : `${body.values.length} parameters`;
  const opening = `Adjust ${counted} of ${body.protocol?.name ?? `the plant of study ${body.study}`}.`;
  const hand = body.byHand ? [`Trial ${body.trial} was chosen by hand; the study's own choice: ${body.choice}`] : [];
  return ["## 1. Summary", `${opening} ${found}`, ...hand].join("\n\n");
}

function changes({ values, integers, sideEffects, warnings }: ProposalBody): string {
  const valueRows = values.map(({ parameter, unit, today, optimum, proposed, meaning }) => [
    parameter,
    numberText(today),
    numberText(optimum),
    numberText(proposed),
    changeText(today, proposed),
    unit,
    meaning,
  ]);
  const heads = [
    "Parameter",
    "Current",
    "Optimum",
    "Proposed (acts after rounding and limits)",
    "Change",
    "Unit",
    "Meaning",
  ];
  const chain = ["Chain name", "Current", "Optimum", "Proposed", "Unit", "Inside code bounds", "Step limit"];
  const moved = sideEffects.map(
    ({ parameter, today, proposed }) => `- ${parameter}: ${numberText(today)} -> ${numberText(proposed)}`,
  );
  return [
    "## 2. Changes",
    markdownTable(heads, valueRows),
    "Integers on chain:",
    markdownTable(chain, integers.map(integerCells)),
    ...(moved.length === 0 ? [] : ["The same integers also move:", moved.join("\n")]),
    ...(warnings.length === 0 ? [] : ["Mind:", warnings.map((warning) => `- ${warning}`).join("\n")]),
  ].join("\n\n");
}

function integerCells(row: IntegerRow): string[] {
  const inside = row.limitedBy === "code bounds" ? "optimum is outside, bound proposed" : "yes";
  const step = row.limitedBy === "step limit" ? "optimum is further than one step, step proposed" : "not binding";
  const range = `${inside}: ${row.minimum} to ${row.maximum} (${row.bounds})`;
  return [row.chainName, row.today, row.optimum, row.proposed, row.unit, range, step];
}

function objective({ spec }: ProposalBody): string {
  const losses = spec.losses.map(({ metric, weight, scale }) => `- ${metric}, weight ${weight}, divided by ${scale}`);
  const limits = spec.constraints.map(({ metric, atMost, atLeast }) =>
    [
      `- ${metric}`,
      atMost === undefined ? "" : ` at most ${atMost}`,
      atLeast === undefined ? "" : ` at least ${atLeast}`,
    ].join(""),
  );
  return [
    "## 3. Objective and constraints",
    "Minimised, as a sum (probabilities are judged on their upper 95 % limit):",
    losses.join("\n"),
    limits.length === 0 ? "No constraints." : `Constraints:\n\n${limits.join("\n")}`,
  ].join("\n\n");
}

const sensitivity = [
  "## 6. Sensitivity",
  "Not part of this bundle: no tornado of plus and minus 20 %, no stress scenarios and no stability margins were computed " +
    "for it, because this version of flyball does not compute them. Ask for them before a vote on a large change.",
].join("\n\n");

function assumptions({ protocol, dataHashes, spec }: ProposalBody): string {
  const source = protocol === null ? [] : [`Protocol parameters: ${protocol.source}, ${protocol.date}.`];
  const assumed = Object.entries(protocol?.assumptions ?? {}).map(
    ([name, { value, why }]) => `- ${name} = ${numberText(value)}: ${why}`,
  );
  const files = Object.entries(dataHashes).map(([path, hash]) => `- ${path}: SHA-256 ${hash}`);
  const set = Object.entries(spec.origins)
    .filter(([, origin]) => origin === "set")
    .map(([name]) => `${name} = ${numberText(spec.values[name] ?? Number.NaN)}`);
  return [
    "## 7. Assumptions",
    ...source,
    ...(assumed.length === 0 ? [] : ["No source gives these; each could make the result wrong:", assumed.join("\n")]),
    ...(set.length === 0 ? [] : [`Set by the study: ${set.join(", ")}.`]),
    ...(files.length === 0 ? [] : ["Files read:", files.join("\n")]),
    "It would be wrong if open interest, depth or the traders' response to funding were far from the values above: the " +
      "simulation has no evidence of its own about them.",
  ].join("\n\n");
}

function rollout({ integers, protocol }: ProposalBody): string {
  const limited = integers.filter(({ limitedBy }) => limitedBy === "step limit");
  const stages =
    limited.length === 0
      ? "One stage: no step limit of the protocol file binds."
      : `Several stages: ${limited.map(({ chainName }) => chainName).join(", ")} reach the optimum only with further proposals.`;
  const none = Object.keys(protocol?.stepLimits ?? {}).length === 0;
  return [
    "## 8. Rollout",
    `${stages}${none ? " (The protocol file states no step limits and no cool-down.)" : ""}`,
    "Watch open interest, funding and liquidations against section 4 for at least as long as the simulated horizon, and " +
      "execute the rollback payload if they leave its intervals. It restores today's integers exactly.",
  ].join("\n\n");
}

function execution({ notes, files }: ProposalBody, { calls, governor, missingTargets }: Payload): string {
  const actions = calls.map(({ target, words, calldata }, index) =>
    [`${index + 1}. ${words}`, `   target ${target ?? "not named"}`, `   calldata \`${calldata}\``].join("\n"),
  );
  const missing = missingTargets.map(
    (title) =>
      `No governor.json was written: nobody named the contract of ${title}. Run propose again with its address.`,
  );
  const cosmos = "messages.json" in files ? [cosmosNote] : [];
  const id = governor === null ? [] : [`Governor proposal id: ${governor.proposalId}`];
  return [
    "## 9. Execution",
    ...notes,
    ...actions,
    ...id,
    ...missing,
    ...cosmos,
    "The calldata was decoded back and compared with the table of section 2. It was not executed on a fork: that proof is " +
      "not part of this bundle.",
  ].join("\n\n");
}

const cosmosNote =
  "This chain has no Governor contract: messages.json is a Cosmos gov v1 proposal (and messages-rollback.json its " +
  "inverse) for `dydxprotocold tx gov submit-proposal`. Every field is set, because a missing one would become zero. " +
  "Add the deposit that the chain asks for today, and compare every untouched field with the chain first.";

function reproducibility(body: ProposalBody, hash: string): string {
  const { search, validation, holdout } = body.spec.scenarios;
  const seeds = `search ${search.seed} (${search.paths} paths), validation ${validation.seed} (${validation.paths}), holdout ${holdout.seed} (${holdout.paths})`;
  const rows = [
    ["Bundle", hash],
    ["Study", body.specHash],
    ["Results", body.resultsHash],
    ["Code", body.codeVersion],
    ["Seeds", seeds],
    ...Object.entries(body.files).map(([name, text]) => [name, text]),
  ];
  return [
    "## 10. Reproducibility",
    markdownTable(["What", "Hash or value"], rows),
    "One command plays both parameter sets again and compares every figure bit for bit:",
    "```\nflyball verify <this folder>\n```",
  ].join("\n\n");
}
