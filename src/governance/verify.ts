// Redoes a proposal from its own folder: plan, calldata, document, and every figure of the evidence, bit for bit.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../numeric/user-error.ts";
import { canonical, readCanonical } from "../study/canonical.ts";
import { machineMemory } from "../study/scenario-plant.ts";
import { specHash } from "../study/signature.ts";
import { bundleOf, chainOf, hashesOf } from "./bundle.ts";
import { descriptionOf } from "./description.ts";
import { gatherEvidence, type Play } from "./evidence.ts";
import { type GovernorProposal, governorProblems } from "./governor.ts";
import { type Payload, payloadNames, payloadOf } from "./payload.ts";
import { type Plan, planOf } from "./plan.ts";
import { bundleFormat, bundleHash, type ProposalBody, plannedPart } from "./proposal-body.ts";
import { stressWorlds } from "./stress.ts";
import { textDifferences } from "./text-differences.ts";

/** What a verification found. */
export interface Verification {
  readonly matches: boolean;
  /** One line each: what the bundle says, what redoing it gives, and what to do. */
  readonly differences: readonly string[];
}

/** Where the verifier plays and what code it is. */
export interface Verifier {
  readonly play: Play;
  readonly codeVersion: string;
}

/** Throws UserError when the folder holds no proposal at all. */
export async function compareBundle(directory: string, verifier: Verifier): Promise<Verification> {
  const { body, hash } = readBody(directory);
  const differences = [...versionDifferences(body, verifier.codeVersion)];
  try {
    const plan = planOf(body.spec, body.tuned, body.protocol, body.targets);
    const payload = payloadOf(plan, descriptionOf(body), chainOf(body.protocol));
    differences.push(
      ...hashDifferences(body, hash),
      ...planDifferences(body, plan),
      ...fileDifferences(directory, body, payload),
    );
    const worlds = stressWorlds(body.spec.values, body.protocol);
    const evidence = await gatherEvidence(body.spec, plan, worlds, verifier.play);
    differences.push(...differencesAt("evidence", body.evidence, evidence));
  } catch (error) {
    if (error instanceof UserError && error.subject === machineMemory) throw error; // not the bundle's fault
    const why = error instanceof Error ? error.message : String(error);
    differences.push(`proposal.json cannot be redone (${why}); do not use this bundle`);
  }
  return { matches: differences.length === 0, differences };
}

function readBody(directory: string): { readonly body: ProposalBody; readonly hash: string } {
  const path = join(directory, "proposal.json");
  const text = textOf(path);
  if (text === null)
    throw new UserError(directory, [
      { place: "", message: "found no proposal.json; expected a folder that `flyball propose` wrote" },
    ]);
  try {
    const { bundleHash: hash, ...body } = readCanonical(text) as ProposalBody & { bundleHash: string }; // parse boundary
    if (body.format !== bundleFormat) throw new Error(`found format ${body.format}; expected ${bundleFormat}`);
    return { body, hash };
  } catch (error) {
    throw new UserError(path, [{ place: "", message: error instanceof Error ? error.message : String(error) }]);
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function versionDifferences(body: ProposalBody, codeVersion: string): string[] {
  if (body.codeVersion === codeVersion) return [];
  return [
    `code version: the bundle was made by ${body.codeVersion}, this is ${codeVersion}; verify with version ${body.codeVersion}`,
  ];
}

function hashDifferences(body: ProposalBody, hash: string): string[] {
  return [
    ...unequal("bundle hash", hash, bundleHash(body)),
    ...unequal("study hash", body.specHash, specHash(body.spec)),
  ];
}

/** Values and integers that the plan gives today against those in the bundle. */
function planDifferences(body: ProposalBody, plan: Plan): string[] {
  return Object.entries(plannedPart(plan)).flatMap(([part, redone]) =>
    differencesAt(part, new Map(Object.entries(body)).get(part), redone),
  );
}

function fileDifferences(directory: string, body: ProposalBody, payload: Payload): string[] {
  const { files } = bundleOf(body, payload);
  const texts = Object.entries(files)
    .filter(([name]) => name !== "proposal.json")
    .flatMap(([name, text]) => textDifferences(name, textOf(join(directory, name)), text));
  const strays = payloadNames
    .filter((name) => !(name in files) && textOf(join(directory, name)) !== null)
    .map((name) => `${name}: the proposal has no such file; do not use it`);
  const calls = ["governor.json", "rollback.json"].filter((name) => name in files);
  return [
    ...texts,
    ...strays,
    ...differencesAt("files", body.files, hashesOf(payload.files)),
    ...calls.flatMap((name) => callProblems(name, textOf(join(directory, name)))),
  ];
}

/** What is wrong with a proposal file by itself: calldata and words that disagree, a wrong id. */
function callProblems(name: string, text: string | null): string[] {
  if (text === null) return [];
  try {
    const file = JSON.parse(text) as GovernorProposal; // parse boundary: what does not fit throws below
    return governorProblems(file).map((problem) => `${name}: ${problem}`);
  } catch (error) {
    return [`${name}: cannot be read (${error instanceof Error ? error.message : String(error)})`];
  }
}

/** Every leaf at which two plain values differ; numbers bit for bit. */
export function differencesAt(place: string, said: unknown, redone: unknown): string[] {
  if (isRecord(said) && isRecord(redone)) {
    const keys = [...new Set([...Object.keys(said), ...Object.keys(redone)])];
    return keys.flatMap((key) => differencesAt(`${place} > ${key}`, said[key], redone[key]));
  }
  return Object.is(said, redone) ? [] : unequal(place, canonical(said ?? null), canonical(redone ?? null));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function unequal(place: string, said: string, redone: string): string[] {
  return said === redone ? [] : [`${place}: the bundle says ${said}, redone it is ${redone}`];
}
