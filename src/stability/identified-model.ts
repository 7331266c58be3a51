// A linear model of one channel as the simulator itself answers, with what speaks for it, as a plain record.
import { Matrix } from "ml-matrix";
import { era } from "../control/identification/era.ts";
import type { Experiment } from "../control/identification/experiment.ts";
import { modelFit } from "../control/identification/fit.ts";
import { markovParameters } from "../control/identification/markov.ts";
import { type Nonlinearity, nonlinearity } from "../control/identification/nonlinearity.ts";
import { chooseOrder } from "../control/identification/order-choice.ts";
import type { Realisations } from "../control/identification/realisations.ts";
import { subspace } from "../control/identification/subspace.ts";
import { LEAST_FIT, type ModelVerdict, modelVerdict } from "../control/identification/verdict.ts";
import type { StateSpace } from "../control/linear/state-space.ts";
import { UserError } from "../numeric/user-error.ts";
import {
  type ExperimentOutput,
  type ExperimentPlan,
  type ExperimentSeeds,
  type ProbeTarget,
  pairedExperiments,
} from "./experiment.ts";
import { atOperatingPoint, type OperatingPoint } from "./operating-point.ts";

/** Largest number of states that is tried. */
const LARGEST_ORDER = 8;
/** Twice the input may miss twice the answer by this share: what an accepted model may miss of any answer. */
const LARGEST_NONLINEARITY = 1 - LEAST_FIT;
const REFUSED = "no valid linear model here";
/** Keeps the regression regular for signs that are held for several samples. */
const RIDGE = 1e-6;
const ROUNDING = 1e-12;

/** What an experiment taught about one channel; survives JSON unchanged. */
export interface IdentifiedModel {
  readonly channel: ProbeTarget;
  readonly output: ExperimentOutput;
  readonly point: OperatingPoint;
  readonly method: "era" | "subspace" | null;
  /** 0 where the experiment gave no model; the matrices are empty then. */
  readonly order: number;
  /** x+ = A x + B u, y = C x + D u; by rows. u acts in the blocks between two samples of y. */
  readonly A: readonly (readonly number[])[];
  readonly B: readonly (readonly number[])[];
  readonly C: readonly (readonly number[])[];
  readonly D: readonly (readonly number[])[];
  /** Days between two samples. */
  readonly sampleTime: number;
  /** Blocks between two samples. */
  readonly stride: number;
  /** NRMSE fit on fresh seeds; null without a model and for one that diverges. */
  readonly fit: number | null;
  /** Null where nothing answered. */
  readonly nonlinearity: Nonlinearity | null;
  readonly verdict: ModelVerdict;
}

/**
 * Shakes the channel at the operating point and models the answer of the plan's first output: Markov parameters to a
 * realisation (ERA), and a subspace model; orders and method by the fit on other paths shaken by other signs.
 * @param seeds of the first experiment; the fresh one takes the numbers that follow
 * @throws UserError for a plan that cannot be played; a channel without a linear model is an answer
 */
export function identifyChannel(
  vector: Float64Array,
  point: OperatingPoint,
  plan: ExperimentPlan,
  seeds: ExperimentSeeds,
): IdentifiedModel {
  const there = atOperatingPoint(vector, point);
  const [output] = plan.outputs;
  if (output === undefined)
    throw new UserError("identification", [{ place: "outputs", message: "found none; expected one" }]);
  const one = { ...plan, outputs: [output] };
  const [single, double, opposite] = pairedExperiments(there, one, seeds, [1, 2, -1]);
  const [fresh] = pairedExperiments(there, one, { scenario: seeds.scenario + 1, probe: seeds.probe + 1 }, [1]);
  if (single === undefined || double === undefined || opposite === undefined || fresh === undefined) {
    throw new Error("an experiment for every factor");
  }
  const about = { channel: plan.target, output, point, sampleTime: single.sampleTime, stride: plan.stride };
  const useless = uselessWords([single, double, opposite, fresh], one);
  if (useless !== null) {
    return { ...about, ...nothing, nonlinearity: null, verdict: { accepted: false, words: `${REFUSED}: ${useless}` } };
  }
  const answers = { single: column(single), double: column(double), opposite: column(opposite) };
  const index = nonlinearity(answers);
  const best = bestModel(single, fresh);
  if (best === null) return { ...about, ...nothing, nonlinearity: index, verdict: modelVerdict(-Infinity) };
  const { model, fit, method } = best;
  return {
    ...about,
    method,
    order: model.A.rows,
    A: model.A.to2DArray(),
    B: model.B.to2DArray(),
    C: model.C.to2DArray(),
    D: model.D.to2DArray(),
    fit: Number.isFinite(fit) ? fit : null,
    nonlinearity: index,
    verdict: verdictOf(fit, index),
  };
}

/** The model of a record in matrices. @throws UserError for a record without a model */
export function stateSpaceOfRecord(record: IdentifiedModel): StateSpace {
  if (record.order === 0) {
    throw new UserError(`model of ${record.channel} to ${record.output}`, [
      { place: "order", message: `found 0; expected a model; the experiment gave none: ${record.verdict.words}` },
    ]);
  }
  const read = (rows: readonly (readonly number[])[]): Matrix => new Matrix(rows.map((row) => [...row]));
  const { A, B, C, D, sampleTime } = record;
  return { A: read(A), B: read(B), C: read(C), D: read(D), sampleTime, timeUnit: "day" };
}

const nothing = { method: null, order: 0, A: [], B: [], C: [], D: [], fit: null } as const;

interface Candidate {
  readonly model: StateSpace;
  readonly fit: number;
  readonly method: "era" | "subspace";
}

/** The better of both methods on fresh data; null where neither gives a model. */
function bestModel(data: Experiment, fresh: Experiment): Candidate | null {
  const count = Math.max(3, Math.min(48, Math.floor(data.input.rows / 3)));
  const blocks = Math.floor((count - 1) / 2);
  const methods = [
    ["era", () => era(markovParameters(data, count, RIDGE), { rows: blocks, columns: blocks }, data)],
    ["subspace", () => subspace(data, LARGEST_ORDER + 2)],
  ] as const;
  let best: Candidate | null = null;
  for (const [method, realise] of methods) {
    const candidate = candidateOf(method, realise, fresh);
    if (candidate !== null && (best === null || candidate.fit > best.fit)) best = candidate;
  }
  return best;
}

/** Null where the method refuses the data. */
function candidateOf(method: Candidate["method"], realise: () => Realisations, fresh: Experiment): Candidate | null {
  try {
    const realisations = withoutDirectTerm(realise());
    const { order } = chooseOrder(realisations, fresh, LARGEST_ORDER);
    const model = realisations.model(order);
    return { model, fit: modelFit(model, fresh)[0] ?? Number.NaN, method };
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** An input acts one row later, so what a method finds of a direct term is noise. */
function withoutDirectTerm(found: Realisations): Realisations {
  return {
    ...found,
    model: (order) => {
      const model = found.model(order);
      return { ...model, D: Matrix.zeros(model.D.rows, model.D.columns) };
    },
  };
}

/** Why nothing can be learned; null where something can. An answer that is rounding of a mean over paths counts as none. */
function uselessWords(experiments: readonly Experiment[], { target, outputs }: ExperimentPlan): string | null {
  const name = outputs.join(", ");
  const sizes = experiments.map(({ output }) => Math.max(...output.to1DArray().map(Math.abs)));
  if (!sizes.every(Number.isFinite)) return `the market runs away, and ${name} is no number on some path`;
  if (sizes.every((size) => size > ROUNDING)) return null;
  return `${name} does not answer to ${target}; raise the amplitude or leave the channel out`;
}

function column({ output }: Experiment): readonly number[] {
  return output.getColumn(0);
}

function verdictOf(fit: number, { scaling }: Nonlinearity): ModelVerdict {
  const verdict = modelVerdict(fit);
  if (!verdict.accepted || scaling <= LARGEST_NONLINEARITY) return verdict;
  const found = `twice the probe misses twice the answer by ${Math.ceil(100 * scaling) / 100} of it`;
  const words = `${REFUSED}: ${found}; expected at most ${LARGEST_NONLINEARITY.toFixed(1)}; lower the amplitude`;
  return { accepted: false, words };
}
