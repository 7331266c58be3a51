// Worst-case growth: search, find the world that hurts the best trial most, add it, search on, until it helps no more.
import { join } from "node:path";
import { type Hardship, hardestWorld } from "./hardest-world.ts";
import type { Progress } from "./progress.ts";
import type { StudyRecord, TrialRecord } from "./record.ts";
import { namedSeed } from "./seed-families.ts";
import { runSession, type SessionOptions } from "./session.ts";
import type { ScenarioFamily, StudySpec } from "./spec.ts";
import type { Stop } from "./stop.ts";
import type { StudyFile } from "./study-file.ts";

/** Standard errors by which a new world must be harder than those there are. */
const CERTAINTY = 2;

export interface Hardened {
  /** Of the last round. */
  readonly record: StudyRecord<StudySpec>;
  /** Where it lies. */
  readonly directory: string;
  /** False where the study was stopped and is to be resumed. */
  readonly complete: boolean;
}

/**
 * A study with an adversary. Every round is a study of its own: with one family more, `worst-k`, of weight 1, played in
 * the search and in validation but not in holdout, and with the best trial of the round before as the start of its
 * search. Round k lies in the folder `round-k` of the study's. The worlds are found again when the study is resumed:
 * they follow from the round before. Ends after the study's number of rounds, where nothing beats today's parameters,
 * or where no world is surely harder than the families there are. A study without an adversary has no rounds.
 */
export async function runHardened(
  study: StudyFile,
  options: SessionOptions,
  stop: Stop,
  progressFor: (total: number, before: number) => Progress,
): Promise<Hardened> {
  const { adversary } = study.spec.scenarios;
  let [current, directory] = [study, options.directory];
  for (let round = 1; ; round++) {
    const record = await runSession(current, { ...options, directory }, stop, progressFor);
    const [today, best] = [record.trials[0], record.trials[record.best ?? 0]];
    const complete = record.state === "finished";
    if (adversary === undefined || round > adversary.rounds || !complete || !today || !best || best === today)
      return { record, directory, complete };
    const name = `worst-${round}`;
    const seeds = seedsFor(record.spec, name);
    const victim = { spec: record.spec, adversary, today, best };
    const hardship = await hardestWorld(victim, seeds.search, options.workers, stop);
    if (hardship === "stopped") return { record, directory, complete: false };
    const known = largestRegret(best, today);
    const harder = hardship !== null && isHarder(hardship, known);
    progressFor(0, 0).note(
      harder ? added(name, hardship, known) : `no world is surely harder than the families there are`,
    );
    if (!harder) return { record, directory, complete };
    const family = { name, weight: 1, values: hardship.world.values, seeds };
    current = { ...current, spec: grown(record.spec, family, best) };
    directory = join(options.directory, `round-${round}`);
  }
}

/** By how much a trial is worse than today's parameters in the family where it is worst beside them. */
function largestRegret(best: TrialRecord, today: TrialRecord): number {
  const regrets = Object.entries(best.families ?? {}).map(
    ([name, { loss }]) => loss - (today.families?.[name]?.loss ?? Number.NaN),
  );
  return Math.max(...regrets);
}

function isHarder({ regret }: Hardship, known: number): boolean {
  return regret.value - CERTAINTY * regret.standardError > known;
}

function added(name: string, { world, regret }: Hardship, known: number): string {
  const values = Object.entries(world.values).map(([parameter, value]) => `${parameter} ${value.toPrecision(4)}`);
  const words = `loss minus today's ${regret.value.toPrecision(3)}, so far at most ${known.toPrecision(3)}`;
  return `added family ${name}: ${values.join(", ")} (${words})`;
}

function grown(spec: StudySpec, family: ScenarioFamily, best: TrialRecord): StudySpec {
  const families = [...(spec.scenarios.families ?? []), family];
  return {
    ...spec,
    search: { ...spec.search, start: best.values },
    scenarios: { ...spec.scenarios, families },
  };
}

function seedsFor({ scenarios }: StudySpec, name: string): { readonly search: number; readonly validation: number } {
  const phases = [scenarios.search, scenarios.validation, scenarios.holdout].map(({ seed }) => seed);
  const taken = [...phases, ...(scenarios.families ?? []).flatMap(({ seeds }) => Object.values(seeds))];
  const search = namedSeed(scenarios.search.seed, name, taken);
  return { search, validation: namedSeed(scenarios.validation.seed, name, [...taken, search]) };
}
