// Checkers of the multi-objective kinds of the area 03-optimization: problems, sorts, indicators, NSGA-II and NSGA-III.
import { z } from "zod";
import { crowdingDistances } from "../../src/search/crowding-distance.ts";
import { compareLexicographically } from "../../src/search/front.ts";
import { additiveEpsilon, invertedDistance, invertedDistancePlus } from "../../src/search/front-distance.ts";
import { hypervolume } from "../../src/search/hypervolume.ts";
import { hypervolumeContributions } from "../../src/search/hypervolume-contributions.ts";
import { nondominatedRanks } from "../../src/search/nondominated-sort.ts";
import { createNsga2 } from "../../src/search/nsga2.ts";
import { createNsga3 } from "../../src/search/nsga3.ts";
import type { PopulationSearcher } from "../../src/search/population.ts";
import { simplexDirections } from "../../src/search/reference-directions.ts";
import type { Problem } from "../bench/multi/problem.ts";
import { problemsByName } from "../bench/multi/problems.ts";
import { playSearch } from "../bench/multi/run.ts";
import { median } from "../bench/table.ts";
import { type Checker, newComparison, real, realRows, reals, toleranceSchema } from "./checker.ts";

function problemOf(name: string, dimension: number, objectives = 2): Problem {
  const make = Object.hasOwn(problemsByName, name) ? problemsByName[name] : undefined;
  if (make === undefined) throw new Error(`no problem named ${name}`);
  return make(dimension, objectives);
}

const functionValues: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({
        problem: z.string(),
        n_var: z.number(),
        n_obj: z.number().optional(),
        xl: reals,
        xu: reals,
        X: realRows,
      }),
      expected: z.strictObject({ F: realRows }),
      tolerance: toleranceSchema,
    })
    .parse(item);
  const problem = problemOf(inputs.problem, inputs.n_var, inputs.n_obj);
  const comparison = newComparison();
  comparison.same("bounds", [problem.lower, problem.upper], [inputs.xl, inputs.xu]);
  comparison.same("points", inputs.X.length, expected.F.length);
  for (const [k, x] of inputs.X.entries()) {
    comparison.allNear(`F[${k}]`, problem.evaluate(x), expected.F[k] ?? [], tolerance);
  }
  return comparison;
};

const budgetSchema = z.object({
  inputs: z.object({
    problem: z.string(),
    n_var: z.number(),
    n_obj: z.number().optional(),
    algorithm: z.enum(["NSGA2", "NSGA3"]),
    pop_size: z.number(),
    ref_dirs: z.string().nullable(),
    reference_point: reals,
    evaluations: z.array(z.number()).min(1),
  }),
  expected: z.object({ q25: reals, q75: reals }),
  tolerance: z.object({ rule: z.string() }),
});
type Budget = z.infer<typeof budgetSchema>["inputs"];

/** As many as the rule asks for at least. */
const SEEDS = 11;

/** The rule of the case: median over own seeds >= q25 - (q75 - q25) at the last budget. The survivors are judged. */
const hypervolumeAfterBudget: Checker = (item) => {
  const { inputs, expected } = budgetSchema.parse(item);
  const problem = problemOf(inputs.problem, inputs.n_var, inputs.n_obj);
  const trials = inputs.evaluations.at(-1) ?? 0;
  const measures = Array.from({ length: SEEDS }, (_, k) => {
    const { front } = playSearch(searcherOf(inputs, k + 1, trials), problem);
    return hypervolume(front, inputs.reference_point);
  });
  const [q25, q75] = [expected.q25.at(-1) ?? Number.NaN, expected.q75.at(-1) ?? Number.NaN];
  const least = q25 - (q75 - q25);
  const found = median(measures);
  if (found >= least) return { mismatches: [] };
  return { mismatches: [{ what: `median of ${SEEDS} seeds`, found: `${found}`, expected: `at least ${least}` }] };
};

function searcherOf(inputs: Budget, seed: number, trials: number): PopulationSearcher {
  const options = { dimension: inputs.n_var, seed, population: inputs.pop_size, trials, start: null };
  if (inputs.algorithm === "NSGA2") return createNsga2(options);
  const objectives = inputs.n_obj ?? 2;
  return createNsga3({ ...options, directions: simplexDirections(objectives, objectives === 3 ? 12 : 7) });
}

const exactHypervolume: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({ points: realRows, ref: reals, sense: z.string() }),
      expected: z.strictObject({ hv: real }),
      tolerance: toleranceSchema,
    })
    .parse(item);
  const comparison = newComparison();
  comparison.near("hv", hypervolume(inputs.points, inputs.ref), expected.hv, tolerance);
  return comparison;
};

const contributions: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({ points: realRows, ref: reals }),
      expected: z.strictObject({ contributions: reals }),
      tolerance: toleranceSchema,
    })
    .parse(item);
  const comparison = newComparison();
  const found = hypervolumeContributions(inputs.points, inputs.ref);
  comparison.allNear("contributions", found, expected.contributions, tolerance);
  return comparison;
};

const sortedRanks: Checker = (item) => {
  const { inputs, expected } = z
    .object({ inputs: z.object({ F: realRows }), expected: z.strictObject({ rank: reals }) })
    .parse(item);
  const comparison = newComparison();
  comparison.same("rank", [...nondominatedRanks(inputs.F)], expected.rank);
  return comparison;
};

const crowding: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({ F: realRows }),
      expected: z.strictObject({ cd_mean: reals, cd_sum: reals }),
      tolerance: toleranceSchema,
    })
    .parse(item);
  const comparison = newComparison();
  comparison.allNear("cd_mean", crowdingDistances(inputs.F, "mean"), expected.cd_mean, tolerance);
  comparison.allNear("cd_sum", crowdingDistances(inputs.F, "sum"), expected.cd_sum, tolerance);
  return comparison;
};

const directions: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({ n_obj: z.number(), n_partitions: z.number() }),
      expected: z.strictObject({ count: z.number(), sorted_points: realRows }),
      tolerance: toleranceSchema,
    })
    .parse(item);
  const found = simplexDirections(inputs.n_obj, inputs.n_partitions).sort(compareLexicographically);
  const comparison = newComparison();
  comparison.same("count", found.length, expected.count);
  comparison.allNear("sorted_points", found.flat(), expected.sorted_points.flat(), tolerance);
  return comparison;
};

const indicators: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({ points: realRows, reference_set: realRows }),
      expected: z.strictObject({ igd: real, igd_plus: real, epsilon_additive: real }),
      tolerance: toleranceSchema,
    })
    .parse(item);
  const { points, reference_set: target } = inputs;
  const comparison = newComparison();
  comparison.near("igd", invertedDistance(points, target), expected.igd, tolerance);
  comparison.near("igd_plus", invertedDistancePlus(points, target), expected.igd_plus, tolerance);
  comparison.near("epsilon_additive", additiveEpsilon(points, target), expected.epsilon_additive, tolerance);
  return comparison;
};

export const optimizationMultiCheckers: Readonly<Record<string, Checker>> = {
  mo_function_values: functionValues,
  mo_hypervolume_after_budget: hypervolumeAfterBudget,
  hypervolume_exact: exactHypervolume,
  hypervolume_contributions: contributions,
  nondominated_sort: sortedRanks,
  crowding_distance: crowding,
  reference_directions: directions,
  igd_indicators: indicators,
};
