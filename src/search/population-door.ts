// What the multi-objective searches ask of their options, and of the first results, before they work with them.
import { type Problem, UserError } from "../numeric/user-error.ts";
import type { Member, PopulationOptions } from "./population.ts";

const SMALLEST_POPULATION = 4;

/** @throws UserError with these problems and those of the options that all multi-objective searches share */
export function checkOptions(subject: string, options: PopulationOptions, others: readonly Problem[]): void {
  const { dimension, population, trials, start } = options;
  const problems = [
    ...countProblems("dimension", dimension, 1, "name what the search may move"),
    ...countProblems("population", population, SMALLEST_POPULATION, "40 to 100 are usual"),
    ...countProblems("trials", trials, 0, "1000 is usual"),
    ...startProblems(start, dimension),
    ...others,
  ];
  if (problems.length > 0) throw new UserError(subject, problems);
}

/** A problem where `found` is not a whole number from `least`. */
export function countProblems(place: string, found: number, least: number, remedy: string): readonly Problem[] {
  if (Number.isSafeInteger(found) && found >= least) return [];
  return [{ place, message: `found ${found}; expected a whole number from ${least}; ${remedy}` }];
}

/** A problem where the point to begin with is not one of the dimension; none for null. */
export function startProblems(start: Float64Array | null, dimension: number): readonly Problem[] {
  if (start === null || (start.length === dimension && start.every(Number.isFinite))) return [];
  const remedy = "or null for none";
  return [{ place: "start", message: `found [${start.join(", ")}]; expected ${dimension} finite numbers, ${remedy}` }];
}

/**
 * @param place the option that has one number for each objective  @param length how many it has
 * @throws UserError when a member has another number of objectives; those that failed may have none
 */
export function checkObjectives(subject: string, place: string, length: number, members: readonly Member[]): void {
  const odd = members.find(({ evaluation }) => ![0, length].includes(evaluation.objectives.length));
  if (odd === undefined) return;
  const found = odd.evaluation.objectives.length;
  const message = `found ${length} numbers; expected ${found}, one for each objective of the results`;
  throw new UserError(subject, [{ place, message }]);
}
