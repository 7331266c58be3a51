// Measures of several independent families of paths as one: the weighted mean with its interval.
import type { Measure, Measures } from "./measure.ts";

/**
 * Weighted mean of every measure that all families have, by name in the order of the first. Families are independent,
 * so the errors add as squares; so do the distances to each end of the interval, which need not be symmetric (G. Y. Zou
 * & A. Donner, Construction of confidence limits about effect measures, 2008).
 * @param weights with the sum 1, one per family
 */
export function pooledMeasures(families: readonly Measures[], weights: readonly number[]): Measures {
  const names = Object.keys(families[0] ?? {}).filter((name) => families.every((measures) => name in measures));
  return Object.fromEntries(
    names.map((name) => [
      name,
      pooled(
        families.flatMap((own) => own[name] ?? []),
        weights,
      ),
    ]),
  );
}

function pooled(measures: readonly Measure[], weights: readonly number[]): Measure {
  const sum = (term: (measure: Measure, weight: number) => number): number =>
    measures.reduce((total, measure, family) => total + term(measure, weights[family] ?? Number.NaN), 0);
  const root = (distance: (measure: Measure) => number): number =>
    Math.sqrt(sum((measure, weight) => (weight * distance(measure)) ** 2));
  const value = sum((measure, weight) => weight * measure.value);
  return {
    value,
    standardError: root(({ standardError }) => standardError),
    low: value - root((measure) => measure.value - measure.low),
    high: value + root((measure) => measure.high - measure.value),
  };
}
