// How likely a true difference is below zero, from its estimate.
import { studentCdf } from "../numeric/student.ts";
import type { Measure } from "./measure.ts";

/**
 * Probability that the true difference is below 0: Student's distribution about the estimate with paths - 1 degrees of
 * freedom, the posterior under a flat prior (A. Gelman et al., Bayesian Data Analysis, 3rd ed., 2013, section 3.2). Without
 * an error the sign alone decides.
 */
export function chanceBelowZero({ value, standardError }: Measure, paths: number): number {
  if (standardError === 0) return value < 0 ? 1 : value > 0 ? 0 : 0.5;
  return studentCdf(-value / standardError, paths - 1);
}
