// The two doors of this room: a proposal from a study's results, and a proposal redone and compared.
import { join } from "node:path";
import { getAddress, isAddress } from "viem";
import { type Problem, UserError } from "../numeric/user-error.ts";
import { codeVersion } from "../study/code-version.ts";
import { holdsStudy } from "../study/database.ts";
import type { StudyRecord } from "../study/record.ts";
import { playVectors, recordedTrial } from "../study/replay.ts";
import type { StudySpec } from "../study/spec.ts";
import { readRecord } from "../study/store.ts";
import { makeBundle, requireWritable, writeBundle } from "./bundle.ts";
import type { Play } from "./evidence.ts";
import type { Targets } from "./on-chain.ts";
import { protocolOfStudy } from "./protocol-of-study.ts";
import { trialToPropose } from "./trial-choice.ts";
import { compareBundle, type Verification } from "./verify.ts";

export interface ProposalOptions {
  readonly workers: number;
  /** Number of a trial; the study's choice where absent. */
  readonly trial?: number | null | undefined;
  /** Folder to write into; `proposal` in the results folder where absent. */
  readonly out?: string | null | undefined;
  /** Protocol file as the study read it; looked for where absent. */
  readonly protocolFile?: string | null | undefined;
  /** Addresses that the protocol file does not name. */
  readonly targets?: Targets | undefined;
}

/**
 * Writes a proposal and returns the path of its document. Throws UserError: exit code 2 for wrong input (no study there,
 * a folder that cannot be written, a trial or an address that is none), 3 where there is nothing to propose.
 */
export async function writeProposal(resultsDirectory: string, options: ProposalOptions): Promise<string> {
  const record = recordIn(resultsDirectory);
  refuseIdentifiedModels(record);
  const targets = checkedTargets(options.targets ?? { target: null, controller: null });
  const trial = trialToPropose(record, options.trial ?? null);
  requireComplete(record, trial);
  const protocol = protocolOfStudy(record, options.protocolFile ?? null);
  const out = options.out ?? join(resultsDirectory, "proposal");
  requireWritable(out);
  const bundle = await makeBundle({ record, trial, protocol, targets, play: playWith(options.workers) });
  return writeBundle(out, bundle);
}

/** Plays a proposal's evidence again and compares. Throws UserError where the folder holds no proposal. */
export async function verifyBundle(directory: string, { workers }: { workers: number }): Promise<Verification> {
  return compareBundle(directory, { play: playWith(workers), codeVersion });
}

/** A bundle is verified from itself alone, and it holds parameters, not models. */
function refuseIdentifiedModels({ spec }: StudyRecord<StudySpec>): void {
  const channels = (spec.models ?? []).map(({ channel }) => channel);
  if (channels.length === 0) return;
  const message = `found identified models of ${channels.join(", ")}; expected state loops with analytic models: a proposal holds parameters, and these do not follow from them`;
  throw new UserError("proposal", [{ place: "models", message }]);
}

function playWith(workers: number): Play {
  return (vectors, family, world) => playVectors(vectors, family, workers, [], world);
}

function recordIn(directory: string): StudyRecord<StudySpec> {
  if (holdsStudy(directory)) return readRecord(directory);
  const message = "found no study there; expected a folder that `flyball optimize` wrote";
  throw new UserError(directory, [{ place: "", message }]);
}

/** The code that plays must be the code that searched, or the figures would not be the study's. */
function requireComplete(record: StudyRecord<StudySpec>, trial: number): void {
  const { failure } = recordedTrial(record, trial);
  const problems: Problem[] = [];
  if (failure !== null) {
    const message = `found trial ${trial}, which failed (${failure.message}); expected a trial that has a value`;
    problems.push({ place: "--trial", message });
  }
  if (record.codeVersion !== codeVersion) {
    const message = `the study was made by flyball ${record.codeVersion}, this is ${codeVersion}; propose with that version, or run the study again with --fresh`;
    problems.push({ place: "code version", message });
  }
  if (problems.length > 0) throw new UserError(`study ${record.spec.name}`, problems);
}

function checkedTargets({ target, controller }: Targets): Targets {
  const problems: Problem[] = [];
  const checked = (option: string, address: string | null): string | null => {
    if (address === null) return null;
    if (isAddress(address)) return getAddress(address);
    const message = `found ${address}; expected an address, 0x and 40 hexadecimal digits (in mixed case with a right checksum)`;
    problems.push({ place: option, message });
    return null;
  };
  const targets = { target: checked("--target", target), controller: checked("--controller", controller) };
  if (problems.length > 0) throw new UserError("addresses", problems);
  return targets;
}
