// The strategy that picks a strategy, by what is known before the search starts, and says why.
import { MOST_OBJECTIVES } from "./front-strategy.ts";
import type { SearchOptions, Strategy } from "./search-options.ts";

export interface AutoChoice {
  readonly strategy: Exclude<Strategy, "auto">;
  /** A sentence for the record. */
  readonly why: string;
}

/** Parameters up to which a local model of the losses has enough results around it to be worth asking. */
const MOST_MODELLED = 25;
/** Evaluations per parameter up to which Gaussian processes are worth their time, about a tenth of a second each. */
const PROCESS_BUDGET = 200;
/** The same for a radial surface, a few milliseconds each: whoever affords more evaluations has a cheap loss. */
const SURFACE_BUDGET = 500;
/** Evaluations beyond which hypervolumes take longer than what they save. */
const LARGEST_VOLUME_BUDGET = 10_000;
/** Evaluations per parameter under which a full covariance cannot be learnt in many dimensions. */
const COVARIANCE_BUDGET = 100;
const MANY_PARAMETERS = 40;

/** Deterministic: a study that is resumed picks the same. */
export function autoChoice(options: Omit<SearchOptions, "strategy">): AutoChoice {
  return (options.objectives ?? 1) > 1 ? frontChoice(options) : singleChoice(options);
}

function frontChoice({ objectives = 1, trials }: Omit<SearchOptions, "strategy">): AutoChoice {
  if (objectives > MOST_OBJECTIVES["sms-emoa"]) {
    return { strategy: "nsga3", why: `nsga3: ${objectives} objectives are too many for hypervolumes` };
  }
  if (trials <= LARGEST_VOLUME_BUDGET) {
    const what = `${objectives} objectives and ${trials} evaluations`;
    return { strategy: "sms-emoa", why: `sms-emoa: for ${what} a model that screens new points is worth its time` };
  }
  const strategy = objectives === 2 ? "nsga2" : "nsga3";
  return {
    strategy,
    why: `${strategy}: ${objectives} objectives, and ${trials} evaluations are enough without a model`,
  };
}

function singleChoice({ dimension, trials, kinds = [], noisy = false }: Omit<SearchOptions, "strategy">): AutoChoice {
  const what = `${dimension} parameters and ${trials} evaluations`;
  const modelled = dimension <= MOST_MODELLED;
  if (modelled && trials <= PROCESS_BUDGET * dimension) {
    return { strategy: "turbo", why: `turbo: for ${what} Gaussian processes save most evaluations` };
  }
  if (noisy) {
    return {
      strategy: "cma-es",
      why: "cma-es: evaluations are noisy, and it measures how much its ranks can be trusted",
    };
  }
  if (kinds.some(({ kind }) => kind !== "continuous")) {
    return {
      strategy: "cma-es",
      why: `cma-es: some of the ${dimension} parameters are discrete, and it keeps them moving`,
    };
  }
  if (trials > SURFACE_BUDGET * dimension) {
    return {
      strategy: "bipop-cma-es",
      why: `bipop-cma-es: ${trials} evaluations allow for many restarts without a model`,
    };
  }
  if (modelled) {
    return { strategy: "assisted-cma-es", why: `assisted-cma-es: for ${what} a quick local model is worth its time` };
  }
  if (dimension > MANY_PARAMETERS && trials < COVARIANCE_BUDGET * dimension) {
    const few = `${trials} evaluations are too few to learn how ${dimension} parameters depend on each other`;
    return { strategy: "sep-cma-es", why: `sep-cma-es: ${few}` };
  }
  return { strategy: "cma-es", why: `cma-es: ${dimension} parameters are too many for a local model` };
}
