// Choosing from a front: one objective after the other, each with what may be given up of it.
import { type Problem, UserError } from "../../numeric/user-error.ts";
import type { Front } from "../front.ts";
import { checkFront, leastBy } from "./candidate-front.ts";

/** One step of the choice. */
export interface Priority {
  /** Which objective, from 0. */
  readonly objective: number;
  /** How far from the best of those still in the running a point may be, in the objective's unit; 0 for not at all. */
  readonly tolerance: number;
}

/**
 * Index of the point that is left when, in the order of the priorities, only points within the tolerance of the best
 * still in the running stay; among several at the end the best in the priorities' order without tolerances, last first:
 * what was tolerated is spent on the least important objective. Waltz, "An engineering approach: hierarchical
 * optimization criteria", IEEE Trans. Autom. Control 12, 1967.
 * @throws UserError for an empty front, no priority, an objective that is not there or named twice, a negative tolerance
 */
export function lexicographicBest(front: Front, priorities: readonly Priority[]): number {
  const subject = "lexicographic choice";
  checkFront(subject, front);
  const problems = problemsOf(front[0]?.length ?? 0, priorities);
  if (problems.length > 0) throw new UserError(subject, problems);
  let running = Array.from(front.keys());
  for (const { objective, tolerance } of priorities) {
    const costOf = (index: number): number => front[index]?.[objective] ?? 0;
    const best = running.reduce((least, index) => Math.min(least, costOf(index)), Infinity);
    running = running.filter((index) => costOf(index) <= best + tolerance);
  }
  const left = running.map((index) => front[index] ?? []);
  const scores = left.map((point) => priorities.toReversed().map(({ objective }) => point[objective] ?? 0));
  return running[leastBy(left, scores)] ?? 0;
}

function problemsOf(objectives: number, priorities: readonly Priority[]): readonly Problem[] {
  const problems: Problem[] = [];
  if (priorities.length === 0) {
    problems.push({
      place: "priorities",
      message: "found none; expected at least 1; name the objective that matters most",
    });
  }
  for (const [k, { objective, tolerance }] of priorities.entries()) {
    const place = `priorities > ${k}`;
    if (!Number.isInteger(objective) || objective < 0 || objective >= objectives) {
      const message = `found ${objective}; expected a whole number from 0 to ${objectives - 1}`;
      problems.push({ place: `${place} > objective`, message });
    } else if (priorities.findIndex((other) => other.objective === objective) < k) {
      problems.push({ place: `${place} > objective`, message: `found ${objective} a second time; expected it once` });
    }
    if (!(tolerance >= 0)) {
      const message = `found ${tolerance}; expected at least 0, in the objective's unit`;
      problems.push({ place: `${place} > tolerance`, message });
    }
  }
  return problems;
}
