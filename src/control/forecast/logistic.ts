// Logistic classifier: the probability of an event as a handful of numbers, fitted by Newton's method with a ridge.
import { CholeskyDecomposition, Matrix } from "ml-matrix";
import { UserError } from "../../numeric/user-error.ts";
import { logisticProbability } from "../forecast.ts";
import { checkSamples, type LabelledSamples } from "./labelled-samples.ts";
import { logisticLoss } from "./logistic-loss.ts";

const SUBJECT = "logistic classifier";
const MOST_STEPS = 50; // fewer than 10 are usual; separable classes without a ridge never converge
const NEGLIGIBLE_STEP = 1e-9; // convergence is quadratic: the error after such a step is its square

/**
 * Intercept and weights of the raw features, as `linearForecast` reads them. Minimises the mean logistic loss plus ridge/2
 * times the squared weights of the features in units of their standard deviations; the intercept is free.
 * Hastie, Tibshirani & Friedman, The Elements of Statistical Learning, 2nd ed. 2009, section 4.4.1, equations (4.21) to
 * (4.26); le Cessie & van Houwelingen, "Ridge estimators in logistic regression", Applied Statistics 41, 1992.
 * @param ridge 0 for maximum likelihood
 * @throws UserError for a constant feature, one class only, and classes that a plane separates when the ridge is 0
 */
export function logisticFit(samples: LabelledSamples, ridge: number): Float64Array {
  checkSamples(SUBJECT, samples);
  if (!(ridge >= 0 && ridge < Infinity)) {
    throw new UserError(SUBJECT, [{ place: "ridge", message: `found ${ridge}; expected a number from 0` }]);
  }
  checkFeaturesVary(samples.features);
  const { X, means, deviations } = standardised(samples.features);
  const weights = minimise(X, samples.labels, ridge).map((weight, k) =>
    k === 0 ? weight : weight / (deviations[k - 1] ?? 1),
  );
  const shift = weights.subarray(1).reduce((sum, weight, k) => sum + weight * (means[k] ?? 0), 0);
  weights[0] = (weights[0] ?? 0) - shift;
  return weights;
}

/** Probability of the event for each row of the features. @param coefficients as `logisticFit` returns them */
export function logisticProbabilities(coefficients: Float64Array, features: Matrix): Float64Array {
  return scores(coefficients, withIntercept(features)).map(logisticProbability);
}

/** Newton's method on a convex function; a step that does not lower it is halved. */
function minimise(X: Matrix, labels: Float64Array, ridge: number): Float64Array {
  let weights = new Float64Array(X.columns);
  let value = objective(X, labels, ridge, weights);
  for (let i = 0; i < MOST_STEPS; i++) {
    const step = newtonStep(X, labels, ridge, weights);
    if (step === null) break;
    let next = weights.map((weight, k) => weight + (step[k] ?? 0));
    const size = Math.max(...step.map(Math.abs));
    if (size < NEGLIGIBLE_STEP) return next;
    let nextValue = objective(X, labels, ridge, next);
    for (let share = 0.5; nextValue > value && share * size > NEGLIGIBLE_STEP; share /= 2) {
      next = weights.map((weight, k) => weight + share * (step[k] ?? 0));
      nextValue = objective(X, labels, ridge, next);
    }
    [weights, value] = [next, nextValue];
  }
  throw new UserError(SUBJECT, [
    {
      place: "features",
      message: `found no finite maximum of the likelihood; expected classes that overlap and features that are not copies of each other; give a ridge above ${ridge}`,
    },
  ]);
}

function objective(X: Matrix, labels: Float64Array, ridge: number, weights: Float64Array): number {
  const loss = scores(weights, X).reduce((sum, score, i) => sum + logisticLoss(score, labels[i] ?? 0), 0);
  return loss / labels.length + (ridge / 2) * weights.subarray(1).reduce((sum, w) => sum + w * w, 0);
}

/** -H^-1 g, or null where rounding has left H singular. */
function newtonStep(X: Matrix, labels: Float64Array, ridge: number, weights: Float64Array): Float64Array | null {
  const count = weights.length;
  const gradient = new Float64Array(count);
  const hessian = Matrix.zeros(count, count);
  const probabilities = scores(weights, X).map(logisticProbability);
  for (const [i, p] of probabilities.entries()) {
    const row = X.getRow(i);
    const spread = p * (1 - p);
    for (const [a, x] of row.entries()) {
      gradient[a] = (gradient[a] ?? 0) + ((p - (labels[i] ?? 0)) * x) / labels.length;
      for (let b = 0; b <= a; b++) hessian.set(a, b, hessian.get(a, b) + (spread * x * (row[b] ?? 0)) / labels.length);
    }
  }
  for (let a = 0; a < count; a++) {
    if (a > 0) {
      gradient[a] = (gradient[a] ?? 0) + ridge * (weights[a] ?? 0);
      hessian.set(a, a, hessian.get(a, a) + ridge);
    }
    for (let b = 0; b < a; b++) hessian.set(b, a, hessian.get(a, b));
  }
  const factor = new CholeskyDecomposition(hessian);
  if (!factor.isPositiveDefinite()) return null;
  return Float64Array.from(factor.solve(Matrix.columnVector(gradient)).getColumn(0), (entry) => -entry);
}

function scores(weights: Float64Array, X: Matrix): Float64Array {
  return Float64Array.from(X.mmul(Matrix.columnVector(weights)).getColumn(0));
}

function withIntercept(features: Matrix): Matrix {
  return new Matrix(features.rows, features.columns + 1).fill(1).setSubMatrix(features, 0, 1);
}

/** Features in standard deviations from their means, a column of ones in front. */
function standardised(features: Matrix): { X: Matrix; means: readonly number[]; deviations: readonly number[] } {
  const means = features.mean("column");
  const deviations = features.standardDeviation("column", { mean: means, unbiased: false });
  return { X: withIntercept(features.clone().subRowVector(means).divRowVector(deviations)), means, deviations };
}

function checkFeaturesVary(features: Matrix): void {
  const constant = Array.from({ length: features.columns }, (_, k) => k).filter((k) =>
    features.getColumn(k).every((value) => value === features.get(0, k)),
  );
  if (constant.length === 0) return;
  throw new UserError(
    SUBJECT,
    constant.map((k) => ({
      place: `feature ${k}`,
      message: `found ${features.get(0, k)} in every sample; expected one that varies; leave it out`,
    })),
  );
}
