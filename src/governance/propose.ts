// A recorded study made into a proposal on disk, and a proposal on disk checked: the two doors of this room.
import { join } from "node:path";
import { isAddress } from "viem";
import { type Problem, UserError } from "../numeric/user-error.ts";
import { codeVersion } from "../study/code-version.ts";
import { guarded } from "../study/database.ts";
import { model } from "../study/model.ts";
import { playVectors } from "../study/replay.ts";
import { readRecord } from "../study/store.ts";
import { makeBundle, writeBundle } from "./bundle.ts";
import type { Play } from "./evidence.ts";
import type { Better } from "./findings.ts";
import type { Targets } from "./on-chain.ts";
import { protocolOfStudy } from "./protocol-of-study.ts";
import { trialToPropose } from "./trial-choice.ts";
import { compareBundle, type Verification } from "./verify.ts";

export interface ProposeOptions {
  /** Threads. */
  readonly workers: number;
  /** Number of a trial; null for the study's choice. */
  readonly trial?: number | null;
  /** Folder to write into; null for `proposal` in the study's folder. */
  readonly out?: string | null;
  /** Protocol file as the study read it; null to look in the usual places. */
  readonly protocolFile?: string | null;
  readonly targets?: Targets;
}

/**
 * Writes the proposal of a recorded study; returns the path of the document. Throws UserError: exit 2 where the study, the
 * protocol file or an address is not as it must be, exit 3 where there is nothing feasible to propose.
 */
export async function writeProposal(results: string, options: ProposeOptions): Promise<string> {
  const targets = options.targets ?? { target: null, controller: null };
  refuseAddresses(targets);
  const record = readRecord(results);
  refuseOtherCode(results, record.codeVersion);
  const trial = trialToPropose(record, options.trial ?? null);
  const protocol = protocolOfStudy(record, options.protocolFile ?? null);
  const bundle = await makeBundle({ record, trial, protocol, targets, play: playOn(options.workers), better });
  const directory = options.out ?? join(results, "proposal");
  return guarded(directory, () => writeBundle(directory, bundle));
}

/** Redoes everything a proposal says. Throws UserError (exit 2) where the folder holds no proposal. */
export function verifyBundle(directory: string, { workers }: { readonly workers: number }): Promise<Verification> {
  return compareBundle(directory, { play: playOn(workers), codeVersion });
}

const better: Better = Object.fromEntries(model.metrics.map((metric) => [metric.name, metric.better]));

function playOn(workers: number): Play {
  return (vectors, family) => playVectors(vectors, family, workers);
}

function refuseAddresses(targets: Targets): void {
  const problems: Problem[] = Object.entries(targets)
    .filter(([, address]) => address !== null && !isAddress(address))
    .map(([option, address]) => ({
      place: `--${option}`,
      message: `found ${address}; expected an address of 20 bytes in hex whose letters, where mixed, keep its checksum`,
    }));
  if (problems.length > 0) throw new UserError("addresses", problems);
}

/** Evidence played by other code would not be the evidence that the search saw. */
function refuseOtherCode(results: string, recorded: string): void {
  if (recorded === codeVersion) return;
  const message = `found a study of version ${recorded}; expected this version, ${codeVersion}; check out the recorded one, or run the study again with --fresh`;
  throw new UserError(results, [{ place: "code version", message }]);
}
