// A proposal as a folder of files: proposal.md for people, proposal.json for machines, and the payloads for the chain.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../numeric/user-error.ts";
import type { ProtocolFile } from "../protocol/normalised.ts";
import { canonical, readCanonical, sha256 } from "../study/canonical.ts";
import { createFolder } from "../study/database.ts";
import type { StudyRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";
import { descriptionOf } from "./description.ts";
import { documentText } from "./document.ts";
import { gatherEvidence, type Play } from "./evidence.ts";
import { metricTableOf } from "./metric-table.ts";
import type { Targets } from "./on-chain.ts";
import { type Payload, payloadNames, payloadOf } from "./payload.ts";
import { planOf } from "./plan.ts";
import { bundleFormat, bundleHash, type ProposalBody, plannedPart, recordedPart } from "./proposal-body.ts";
import { stressWorlds } from "./stress.ts";

/** What a proposal is made from. */
export interface ProposalInput {
  readonly record: StudyRecord<StudySpec>;
  /** Number of a recorded trial that has a value. */
  readonly trial: number;
  readonly protocol: ProtocolFile | null;
  readonly targets: Targets;
  readonly play: Play;
}

export interface Bundle {
  readonly body: ProposalBody;
  readonly hash: string;
  readonly payload: Payload;
  /** By file name, as text. */
  readonly files: Readonly<Record<string, string>>;
}

/** Plans, re-simulates after rounding, encodes and writes the document; touches no file. */
export async function makeBundle({ record, trial, protocol, targets, play }: ProposalInput): Promise<Bundle> {
  const { spec } = record;
  const tuned = record.trials[trial]?.values ?? [];
  const plan = planOf(spec, tuned, protocol, targets);
  const known = {
    format: bundleFormat,
    ...recordedPart(record, trial),
    protocol,
    targets,
    tuned,
    ...plannedPart(plan),
    metrics: metricTableOf(spec),
  };
  const payload = payloadOf(plan, descriptionOf(known), chainOf(protocol));
  const evidence = await gatherEvidence(spec, plan, stressWorlds(spec.values, protocol), play);
  return bundleOf({ ...known, evidence, files: hashesOf(payload.files) }, payload);
}

/** Chain of the Governor; a chain of Cosmos messages has none, so that only the store of gains can be meant. */
export function chainOf(protocol: ProtocolFile | null): string {
  if (protocol === null || protocol.family === "dydx-v4") return "NOT NAMED: the chain of the controller's store";
  return protocol.export.chainId;
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

/** Throws UserError unless proposals can be written into the folder, which is made. */
export function requireWritable(directory: string): void {
  attempt(directory, () => {
    createFolder(directory);
    const probe = join(directory, ".flyball-write-test");
    writeFileSync(probe, "");
    rmSync(probe);
  });
}

/** Writes the files; a payload of an earlier proposal that this one does not have is removed. Returns the document's path. */
export function writeBundle(directory: string, { files }: Bundle): string {
  attempt(directory, () => {
    createFolder(directory);
    for (const name of payloadNames.filter((name) => !(name in files))) rmSync(join(directory, name), { force: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  });
  return join(directory, "proposal.md");
}

function attempt(directory: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError(directory, [
      {
        place: "",
        message: `cannot write here (${why}); expected a folder that can be written; give another with --out`,
      },
    ]);
  }
}
