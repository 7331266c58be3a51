// The world, within what the study calls uncertain, in which a trial does worst beside today's parameters.
import { type LossDifference, lossDifference, lossFactors } from "../objective/loss-difference.ts";
import { createSearcher } from "../search/strategy.ts";
import { candidateVector, todaysVector } from "./candidate.ts";
import { type Crew, createCrew } from "./crew.ts";
import { type Evaluated, outcomesOf } from "./evaluate.ts";
import type { TrialRecord } from "./record.ts";
import { freshSeed, namedSeed } from "./seed-families.ts";
import { decode, encode, todaysValues } from "./space.ts";
import type { Adversary, StudySpec } from "./spec.ts";
import type { Stop } from "./stop.ts";
import { type World, worldsOf } from "./worlds.ts";

/** A world with what it does to a trial. */
export interface Hardship {
  readonly world: World;
  /** Loss of the trial minus that of today's parameters in this world, on the scale that today's have there. */
  readonly regret: LossDifference;
}

/**
 * CMA-ES over the uncertain parameters from the study's own values, all worlds on the same random numbers, maximises the
 * regret. null where no world could be played.
 * @param name of the family that the world may become; its seed is that family's
 */
export async function hardestWorld(
  spec: StudySpec,
  adversary: Adversary,
  trial: TrialRecord,
  name: string,
  workers: number,
  stop: Stop,
): Promise<Hardship | null | "stopped"> {
  const { vary, budget } = adversary;
  const { paths } = spec.scenarios.search;
  const seed = namedSeed(spec.scenarios.search.seed, name, takenSeeds(spec));
  const start = encode(vary, todaysValues(vary));
  const options = { dimension: vary.length, seed: freshSeed(spec.search.seed, 3, []), generation: 0, start };
  const searcher = createSearcher({ ...options, strategy: "cma-es", trials: budget });
  let hardest: Hardship | null = null;
  for (;;) {
    const points = searcher.ask();
    if (points.length === 0) return hardest;
    const worlds = points.map((point): World => {
      const values = decode(vary, point);
      const named = vary.map(({ parameter }, at) => [parameter.name, values[at] ?? Number.NaN] as const);
      return { name, weight: 1, values: Object.fromEntries(named), seed, paths };
    });
    const regrets = await regretsIn(spec, worlds, trial, workers, stop);
    if (regrets === "stopped") return "stopped";
    for (const [at, world] of worlds.entries()) {
      const regret = regrets[at] ?? null;
      if (regret !== null && regret.value > (hardest?.regret.value ?? -Infinity)) hardest = { world, regret };
    }
    searcher.tell(regrets.map((regret) => evaluation(regret === null ? Infinity : -regret.value)));
  }
}

/** Regret in every world, null for one that could not be played. */
async function regretsIn(
  spec: StudySpec,
  worlds: readonly World[],
  trial: TrialRecord,
  workers: number,
  stop: Stop,
): Promise<readonly (LossDifference | null)[] | "stopped"> {
  const regrets: (LossDifference | null)[] = [];
  const atOnce = worldsOf(spec, "search").length; // as much memory as the search needs
  for (let first = 0; first < worlds.length; first += atOnce) {
    if (stop.asked || stop.outOfTime(0)) return "stopped";
    const some = worlds.slice(first, first + atOnce);
    const crew = createCrew(todaysVector(spec), some, Math.min(workers, 2 * some.length), stop);
    const [today, best] = await playBoth(spec, crew, trial).finally(crew.close);
    if (stop.halted) return "stopped";
    regrets.push(...some.map((_, at) => regretOf(spec, today[at], best[at])));
  }
  return regrets;
}

function playBoth(spec: StudySpec, crew: Crew, { values }: TrialRecord) {
  const play = (vector: Float64Array) => crew.evaluate(vector, { keepOutcomes: true });
  return Promise.all([play(todaysVector(spec)), play(candidateVector(spec, values))]);
}

function regretOf(spec: StudySpec, today: Evaluated | undefined, best: Evaluated | undefined): LossDifference | null {
  if (today?.ok !== true || best?.ok !== true) return null;
  return lossDifference(outcomesOf(best), outcomesOf(today), lossFactors(spec, today.measures));
}

function evaluation(loss: number) {
  return { loss, violation: Number.isFinite(loss) ? 0 : Infinity, objectives: [loss] };
}

function takenSeeds({ scenarios }: StudySpec): number[] {
  const phases = [scenarios.search, scenarios.validation, scenarios.holdout].map(({ seed }) => seed);
  return [...phases, ...(scenarios.families ?? []).flatMap(({ seeds }) => Object.values(seeds))];
}
