// The world, within what the study calls uncertain, in which a trial does worst beside today's parameters.
import { type LossDifference, lossDifference } from "../objective/loss-difference.ts";
import type { Evaluation } from "../search/searcher.ts";
import { createSearcher } from "../search/strategy.ts";
import { candidateVector, todaysVector } from "./candidate.ts";
import { createCrew } from "./crew.ts";
import { type Evaluated, outcomesOf } from "./evaluate.ts";
import { baselineIn } from "./family-baseline.ts";
import type { TrialRecord } from "./record.ts";
import { freshSeed } from "./seed-families.ts";
import { decode, encode, todaysValues } from "./space.ts";
import type { Adversary, StudySpec } from "./spec.ts";
import type { Stop } from "./stop.ts";
import { ownWorld, type World, worldsOf } from "./worlds.ts";

/** Who is to be hurt, and what may be varied to that end. */
export interface Victim {
  readonly spec: StudySpec;
  readonly adversary: Adversary;
  readonly today: TrialRecord;
  readonly best: TrialRecord;
}

/** A world with what it does to a trial. */
export interface Hardship {
  readonly world: World;
  /** Loss of the trial minus that of today's parameters in this world, scaled as in a family. */
  readonly regret: LossDifference;
}

/**
 * CMA-ES over the uncertain parameters, from the study's own values and with all worlds on the same random numbers,
 * maximises the regret: the loss of the best trial minus that of today's parameters in the same world. Constraints are
 * not looked at: they are judged once the world is a family. null where no world could be played.
 * @param seed of the paths
 */
export async function hardestWorld(
  victim: Victim,
  seed: number,
  workers: number,
  stop: Stop,
): Promise<Hardship | null | "stopped"> {
  const { vary, budget } = victim.adversary;
  const { search, scenarios } = victim.spec;
  const start = encode(vary, todaysValues(vary));
  const options = { dimension: vary.length, seed: freshSeed(search.seed, 3, []), generation: 0, start };
  const searcher = createSearcher({ ...options, strategy: "cma-es", trials: budget });
  let hardest: Hardship | null = null;
  for (;;) {
    const points = searcher.ask();
    if (points.length === 0) return hardest;
    const worlds = points.map((point) => ({
      ...ownWorld({ ...scenarios.search, seed }),
      values: valuesAt(vary, point),
    }));
    const regrets = await regretsIn(victim, worlds, workers, stop);
    if (regrets === "stopped") return "stopped";
    for (const [at, world] of worlds.entries()) {
      const regret = regrets[at] ?? null;
      if (regret !== null && regret.value > (hardest?.regret.value ?? -Infinity)) hardest = { world, regret };
    }
    searcher.tell(regrets.map((regret) => evaluation(regret === null ? Infinity : -regret.value)));
  }
}

function valuesAt(vary: Adversary["vary"], point: Float64Array): World["values"] {
  const values = decode(vary, point);
  return Object.fromEntries(vary.map(({ parameter }, at) => [parameter.name, values[at] ?? Number.NaN]));
}

/** Regret in every world, null for one that could not be played. */
async function regretsIn(
  victim: Victim,
  worlds: readonly World[],
  workers: number,
  stop: Stop,
): Promise<readonly (LossDifference | null)[] | "stopped"> {
  const { spec, best } = victim;
  const vectors = [todaysVector(spec), candidateVector(spec, best.values)] as const;
  const regrets: (LossDifference | null)[] = [];
  const atOnce = worldsOf(spec, "search").length; // as much memory as the search needs
  for (let first = 0; first < worlds.length; first += atOnce) {
    if (stop.asked || stop.outOfTime(0)) return "stopped";
    const some = worlds.slice(first, first + atOnce);
    const crew = createCrew(vectors[0], some, Math.min(workers, vectors.length * some.length), stop);
    const played = vectors.map((vector) => crew.evaluate(vector, { keepOutcomes: true }));
    const [before = [], after = []] = await Promise.all(played).finally(crew.close);
    if (stop.halted) return "stopped";
    regrets.push(...some.map((_, at) => regretOf(victim, before[at], after[at])));
  }
  return regrets;
}

function regretOf({ spec, today }: Victim, before?: Evaluated, after?: Evaluated): LossDifference | null {
  if (before?.ok !== true || after?.ok !== true) return null;
  const baseline = baselineIn(before.measures, today.measures);
  return lossDifference(outcomesOf(after), outcomesOf(before), spec.losses, baseline);
}

function evaluation(loss: number): Evaluation {
  return { loss, violation: Number.isFinite(loss) ? 0 : Infinity, objectives: [loss] };
}
