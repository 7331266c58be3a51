// The machine-readable proposal (proposal.json): everything that the document says and that a verifier must redo.
import type { ProtocolFile } from "../protocol/normalised.ts";
import { canonical, sha256 } from "../study/canonical.ts";
import type { StudyRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";
import type { Evidence } from "./evidence.ts";
import type { MetricTable } from "./metric-table.ts";
import type { Targets, Values } from "./on-chain.ts";
import type { IntegerChange, Plan, ValueChange } from "./plan.ts";

export const bundleFormat = "flyball proposal 1";

/** An integer change with its integers in decimal. */
export type IntegerRow = {
  readonly [key in keyof IntegerChange]: IntegerChange[key] extends bigint ? string : IntegerChange[key];
};

export interface ProposalBody {
  readonly format: string;
  readonly study: string;
  readonly trial: number;
  readonly choice: string;
  /** True when no candidate was feasible, or when another trial was asked for by hand. */
  readonly byHand: boolean;
  readonly optimism: number | null;
  readonly spec: StudySpec;
  readonly specHash: string;
  readonly dataHashes: Readonly<Record<string, string>>;
  readonly codeVersion: string;
  readonly resultsHash: string;
  readonly protocol: ProtocolFile | null;
  readonly targets: Targets;
  /** Tuned values of the trial, in the order of the study. */
  readonly tuned: readonly number[];
  readonly today: Values;
  readonly proposed: Values;
  readonly values: readonly ValueChange[];
  readonly integers: readonly IntegerRow[];
  readonly sideEffects: Plan["sideEffects"];
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
  readonly evidence: Evidence;
  readonly metrics: MetricTable;
  /** SHA-256 of the payload files beside this one. */
  readonly files: Readonly<Record<string, string>>;
}

/** What comes from the study's record. */
export function recordedPart(record: StudyRecord<StudySpec>, trial: number) {
  const { spec, specHash, dataHashes, codeVersion, resultsHash, choice, optimism, best } = record;
  const recorded = { spec, specHash, dataHashes, codeVersion, resultsHash, choice };
  const byHand = trial !== best;
  return { ...recorded, study: spec.name, trial, byHand, optimism: byHand ? null : optimism };
}

/** What comes from the plan. */
export function plannedPart({ today, proposed, values, integers, sideEffects, warnings, writes }: Plan) {
  const notes = writes.map(({ adapter }) => `${adapter.title}: ${adapter.note}`);
  return { today, proposed, values, integers: integers.map(integerRow), sideEffects, warnings, notes };
}

function integerRow(change: IntegerChange): IntegerRow {
  const { today, optimum, proposed, minimum, maximum } = change;
  return {
    ...change,
    today: String(today),
    optimum: String(optimum),
    proposed: String(proposed),
    minimum: String(minimum),
    maximum: String(maximum),
  };
}

/** SHA-256 of the canonical text: what a vote can refer to. */
export function bundleHash(body: ProposalBody): string {
  return sha256(canonical(body));
}
