// Kernels fitted before, so that they are fitted again only now and then: they change little from turn to turn.
import type { Hyperparameters } from "./covariance.ts";
import { fittedKernel } from "./fit.ts";
import type { Observations } from "./likelihood.ts";
import type { Tail } from "./outcome-scale.ts";
import { type Process, processOf } from "./process.ts";

/** What was fitted last, by quantity. */
export type FitMemory = Map<string, Fitted>;

interface Fitted {
  /** Results of the search when it was fitted, and when it was from new starts. */
  readonly told: number;
  readonly cold: number;
  readonly hyperparameters: Hyperparameters;
  readonly tail: Tail;
}

/** A kernel is fitted again when the results have grown by this factor; from new starts, by that one. */
const WARM_GROWTH = 1.08;
const COLD_GROWTH = 2;

/** The same results on one of the scales on which they may be modelled. */
export interface Variant {
  readonly tail: Tail;
  readonly observations: Observations;
  readonly logSlopes: number;
}

/** The process of a quantity with one scale alone, by the kernel of `bestVariant`. */
export function rememberedProcess(observations: Observations, name: string, told: number, memory: FitMemory): Process {
  const best = bestVariant([{ tail: "whole", observations, logSlopes: 0 }], name, told, memory);
  return processOf(observations, best.hyperparameters);
}

/**
 * The kernel remembered, fitted again where that is due; from new starts, the likelier of the variants.
 * @param told results of the search so far  @param memory changed
 */
export function bestVariant(
  variants: readonly Variant[],
  name: string,
  told: number,
  memory: FitMemory,
): Variant & { readonly hyperparameters: Hyperparameters } {
  const known = memory.get(name);
  const cold = known === undefined || told >= COLD_GROWTH * known.cold;
  const open = cold ? variants : variants.filter(({ tail }) => tail === known.tail);
  const fits = open.map((variant) => {
    if (!cold && told < WARM_GROWTH * known.told) return { ...variant, ...known, misfit: 0 };
    const { hyperparameters, misfit } = fittedKernel(variant.observations, cold ? null : known.hyperparameters);
    return { ...variant, hyperparameters, misfit: misfit - variant.logSlopes };
  });
  const best = fits.reduce((a, b) => (b.misfit < a.misfit ? b : a));
  const { hyperparameters, tail } = best;
  if (cold) memory.set(name, { told, cold: told, hyperparameters, tail });
  else if (hyperparameters !== known.hyperparameters) memory.set(name, { ...known, told, hyperparameters });
  return best;
}
