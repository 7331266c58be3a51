// Checkers of the area 03-optimization, single-objective half: BBOB's functions and the effort of CMA-ES on them.
import { z } from "zod";
import { evaluationsToGap } from "../bench/bbob/effort.ts";
import { bbobProblem } from "../bench/bbob/problem.ts";
import { median } from "../bench/table.ts";
import { type Checker, newComparison, real, realRows, reals } from "./checker.ts";

const bbobValues: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({
        function: z.number(),
        instance: z.number(),
        per_dim: z.array(z.object({ d: z.number(), x: realRows })),
      }),
      expected: z.strictObject({
        per_dim: z.array(
          z.strictObject({ d: z.number(), f: reals, fopt: real, xopt: reals, f_minus_fopt_at_xopt: real }),
        ),
      }),
      tolerance: z.object({ rtol_of_f_minus_fopt: z.number() }),
    })
    .parse(item);
  const rtol = tolerance.rtol_of_f_minus_fopt;
  const comparison = newComparison();
  comparison.same(
    "dimensions",
    expected.per_dim.map(({ d }) => d),
    inputs.per_dim.map(({ d }) => d),
  );
  for (const [k, { d, x }] of inputs.per_dim.entries()) {
    const problem = bbobProblem(inputs.function, d, inputs.instance);
    const wanted = expected.per_dim[k];
    if (wanted === undefined) continue;
    const heights = x.map((point) => problem.height(Float64Array.from(point)));
    const gaps = wanted.f.map((f) => f - wanted.fopt);
    comparison.near(`${d}-D fopt`, problem.bestLoss, wanted.fopt, {});
    comparison.allNear(`${d}-D xopt`, problem.best, wanted.xopt, { atol: 1e-14 }); // sums of n rotation entries
    comparison.allNear(`${d}-D f - fopt`, heights, gaps, { rtol });
    const least = problem.height(Float64Array.from(wanted.xopt));
    comparison.near(`${d}-D f - fopt at xopt`, least, wanted.f_minus_fopt_at_xopt, { atol: 1e-9 });
  }
  return comparison;
};

/** Below this probability a success count is too low to be chance. */
const SIGNIFICANT = 0.01;

/**
 * Where the reference solved every run, medians compare. Where it did not, its median rests on luck (which restart
 * happens to succeed), so counts compare, by the case's own word: solved within the cap, and solved within
 * `median_factor` times its median. A case that it never solved is information only.
 */
const cmaBudget: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({
        function: z.number(),
        dim: z.number(),
        instance: z.number(),
        target_gap: z.number(),
        max_evals: z.number(),
        runs: z.number(),
      }),
      expected: z.object({
        successes: z.number(),
        median_evals_to_target: real,
        evals: z.array(z.number().nullable()),
      }),
      tolerance: z.object({ median_factor: z.number().optional() }),
    })
    .parse(item);
  const comparison = newComparison();
  if (tolerance.median_factor === undefined) return comparison;
  const { runs, max_evals: cap } = inputs;
  const problem = bbobProblem(inputs.function, inputs.dim, inputs.instance);
  const efforts = Array.from({ length: runs }, (_, run) => evaluationsToGap(problem, inputs.target_gap, cap, run + 1));
  const most = tolerance.median_factor * expected.median_evals_to_target;
  if (expected.successes === runs && median(efforts) > most) {
    comparison.same("median evaluations", median(efforts), `at most ${most}`);
  }
  const theirs = expected.evals.map((effort) => effort ?? Number.POSITIVE_INFINITY);
  for (const limit of new Set([cap, Math.min(cap, most)])) {
    const [found, reference] = [solvedWithin(efforts, limit), solvedWithin(theirs, limit)];
    if (chanceOfSoFew(found, reference, runs) < SIGNIFICANT) {
      comparison.same(`solved within ${limit} evaluations`, found, `about ${reference} of ${runs}`);
    }
  }
  return comparison;
};

function solvedWithin(efforts: readonly number[], limit: number): number {
  return efforts.filter((effort) => effort <= limit).length;
}

/** Fisher's exact test, one-sided: the chance of no more than `found` successes where both share one probability. */
function chanceOfSoFew(found: number, reference: number, runs: number): number {
  const all = found + reference;
  let chance = 0;
  for (let k = Math.max(0, all - runs); k <= found; k++) chance += choose(runs, k) * choose(runs, all - k);
  return chance / choose(2 * runs, all);
}

function choose(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; i++) product *= (n - k + i) / i;
  return product;
}

export const singleObjectiveCheckers: Readonly<Record<string, Checker>> = {
  bbob_values: bbobValues,
  cma_budget: cmaBudget,
};
