// A proposal as a folder of files: proposal.md for people, proposal.json for machines, and the payloads for the chain.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../numeric/user-error.ts";
import type { ProtocolFile } from "../protocol/normalised.ts";
import { canonical, readCanonical, sha256 } from "../study/canonical.ts";
import type { StudyRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";
import { documentText } from "./document.ts";
import { gatherEvidence, type Play } from "./evidence.ts";
import type { Better } from "./findings.ts";
import type { Targets } from "./on-chain.ts";
import { type Payload, payloadOf } from "./payload.ts";
import { planOf } from "./plan.ts";
import { bundleFormat, bundleHash, type ProposalBody, plannedPart, recordedPart } from "./proposal-body.ts";

/** What a proposal is made from. */
export interface ProposalInput {
  readonly record: StudyRecord<StudySpec>;
  readonly trial: number;
  readonly protocol: ProtocolFile | null;
  readonly targets: Targets;
  readonly play: Play;
  readonly better: Better;
}

export interface Bundle {
  readonly body: ProposalBody;
  readonly hash: string;
  readonly payload: Payload;
  /** By file name, as text. */
  readonly files: Readonly<Record<string, string>>;
}

/** Plans, re-simulates after rounding, encodes and writes the document; touches no file. */
export async function makeBundle({ record, trial, protocol, targets, play, better }: ProposalInput): Promise<Bundle> {
  const row = record.trials.find(({ index }) => index === trial);
  if (row === undefined) {
    const message = `found ${trial}; expected one of the ${record.trials.length} recorded trials`;
    throw new UserError("--trial", [{ place: "", message }]);
  }
  const plan = planOf(record.spec, row.values, protocol, targets);
  const payload = payloadOf(plan, titleOf(record.spec, trial), protocol?.export.chainId ?? "unknown");
  const evidence = await gatherEvidence(record.spec.scenarios, plan, play);
  return bundleOf(
    {
      format: bundleFormat,
      ...recordedPart(record, trial),
      protocol,
      targets,
      tuned: row.values,
      ...plannedPart(plan),
      evidence,
      better,
      files: hashesOf(payload.files),
    },
    payload,
  );
}

/** One line: the chain stores it, and the document opens with it. */
export function titleOf(spec: StudySpec, trial: number): string {
  const count = spec.tune.length === 1 ? "one parameter" : `${spec.tune.length} parameters`;
  return `Adjust ${count} of ${spec.protocol ?? spec.name} (flyball study ${spec.name}, trial ${trial})`;
}

export function bundleOf(made: ProposalBody, payload: Payload): Bundle {
  const body = settled(made);
  const hash = bundleHash(body);
  const machine = { ...body, bundleHash: hash };
  const files = {
    "proposal.json": `${JSON.stringify(JSON.parse(canonical(machine)), null, 1)}\n`,
    "proposal.md": documentText(body, hash, payload),
    ...payload.files,
  };
  return { body, hash, payload, files };
}

/** The body as a reader of proposal.json gets it (keys in order), so that both write the same document. */
function settled(body: ProposalBody): ProposalBody {
  return readCanonical(canonical(body)) as ProposalBody; // the parse boundary: what was written a moment ago
}

export function hashesOf(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, sha256(text)]));
}

const everyFile = [
  "proposal.json",
  "proposal.md",
  "governor.json",
  "rollback.json",
  "calls.json",
  "messages.json",
  "messages-rollback.json",
];

/** Writes the files; a file of an earlier proposal that this one does not have is removed. Returns the document's path. */
export function writeBundle(directory: string, { files }: Bundle): string {
  mkdirSync(directory, { recursive: true });
  for (const name of everyFile.filter((name) => !(name in files))) rmSync(join(directory, name), { force: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  return join(directory, "proposal.md");
}
