// Where the vector of a study gets the compensators of its state loops: the one place for trials, replays and charts alike.
import { UserError } from "../numeric/user-error.ts";
import { identifiedModel } from "../stability/channel-model.ts";
import { type ChannelModels, withStateFeedback } from "../stability/compensator.ts";
import type { IdentifiedModel } from "../stability/identified-model.ts";
import { type Failed, failed } from "./evaluate.ts";

/**
 * The kernel's vector of named parameters; loops of structure `state` get their compensators, by the models given and
 * otherwise by analytic ones. The vector itself where no loop has that structure.
 * @throws UserError where a loop has no model, or its weights no stable loop
 */
export function withCompensators(vector: Float64Array, models: readonly IdentifiedModel[]): Float64Array {
  const named: ChannelModels = Object.fromEntries(
    models.flatMap((record) =>
      record.channel === "price" ? [] : [[record.channel, identifiedModel(vector, record.channel, record)]],
    ),
  );
  return withStateFeedback(vector, named);
}

/** What `make` returns, or the failure of a candidate whose weights give no compensator. */
export function vectorOrFailure(
  make: () => Float64Array,
  seed: number,
): { readonly ok: true; readonly vector: Float64Array } | Failed {
  try {
    return { ok: true, vector: make() };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const words = error.problems.map(({ place, message }) => `${error.subject}: ${place}: ${message}`).join("; ");
    return failed("no-compensator", words, seed, -1);
  }
}
