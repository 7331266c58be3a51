// Screens new points by a smooth model of the results nearest to the population.
import type { Objectives } from "./front.ts";
import { excessOf, referenceOf } from "./hypervolume-selection.ts";
import type { Member } from "./population.ts";
import { fitSurface } from "./radial-basis.ts";
import { mostPromising, type Prospect } from "./screening.ts";
import type { Evaluation } from "./searcher.ts";

/** Results that a model is fitted to at most: its cost grows with the cube. */
const LARGEST_TRAINING = 200;
/** One point in so many is asked without a look at the model. */
const UNSCREENED = 5;
/** Where only the total violation is known, a prediction below this share of the largest counts as none. */
const NO_VIOLATION = 1e-3;

export interface Screening {
  /** How many points are wanted. */
  readonly count: number;
  /** As in hypervolume-selection.ts. */
  readonly limits: Objectives | null;
}

/** The most promising of the points and, last, the first few as they come. */
export function screened(
  points: readonly Float64Array[],
  members: readonly Member[],
  told: readonly Member[],
  { count, limits }: Screening,
): readonly Float64Array[] {
  const training = nearestTold(members, told);
  const free = Math.floor(count / UNSCREENED);
  const predict = modelOf(training, limits);
  const front = members
    .filter(({ evaluation }) => evaluation.violation === 0 && excessOf(evaluation.objectives, limits) === 0)
    .map(({ evaluation }) => evaluation.objectives);
  if (predict === null) return points.slice(0, count);
  const screenable = points.slice(free);
  const known = front.length > 0 ? front : training.map(({ evaluation }) => evaluation.objectives);
  const reference = referenceOf(known, limits);
  const taken = mostPromising(screenable.map(predict), front, reference, count - free);
  return [...taken.flatMap((index) => screenable[index] ?? []), ...points.slice(0, free)];
}

/** Of what was told, the members and those nearest to one of them; each point once, none that failed. */
export function nearestTold(members: readonly Member[], told: readonly Member[]): readonly Member[] {
  const inside = new Set(members);
  const others = told.flatMap((member) => (inside.has(member) ? [] : [{ member, distance: nearest(member, members) }]));
  others.sort((a, b) => a.distance - b.distance);
  const seen = new Set<string>();
  const training: Member[] = [];
  for (const member of [...members.toReversed(), ...others.map((other) => other.member)]) {
    if (training.length === LARGEST_TRAINING) break;
    const key = member.point.join();
    if (seen.has(key) || !isModelled(member.evaluation)) continue;
    seen.add(key);
    training.push(member);
  }
  return training;
}

function isModelled({ violation, objectives }: Evaluation): boolean {
  return violation < Infinity && objectives.length > 0 && objectives.every(Number.isFinite);
}

function nearest({ point }: Member, members: readonly Member[]): number {
  let least = Infinity;
  for (const member of members) {
    let square = 0;
    for (let k = 0; k < point.length && square < least; k++) square += ((point[k] ?? 0) - (member.point[k] ?? 0)) ** 2;
    least = Math.min(least, square);
  }
  return least;
}

/** Null where there are too few results for a linear trend. */
function modelOf(training: readonly Member[], limits: Objectives | null): ((point: Float64Array) => Prospect) | null {
  const [first] = training;
  if (first === undefined || training.length < first.point.length + 2) return null;
  const evaluations = training.map(({ evaluation }) => evaluation);
  const count = first.evaluation.objectives.length;
  const apart = evaluations.every(({ constraints }) => constraints?.length === evaluations[0]?.constraints?.length);
  const constraintsOf = ({ constraints, violation }: Evaluation): readonly number[] =>
    apart && constraints !== undefined ? constraints : [violation - threshold];
  const threshold = NO_VIOLATION * evaluations.reduce((most, { violation }) => Math.max(most, violation), 0);
  const surface = fitSurface(
    training.map(({ point }) => point),
    evaluations.map((evaluation) => [...evaluation.objectives, ...constraintsOf(evaluation)]),
  );
  return (point) => {
    const values = surface(point);
    const objectives = Array.from(values.subarray(0, count));
    const violation = values.subarray(count).reduce((sum, g) => sum + Math.max(g, 0), excessOf(objectives, limits));
    return { objectives, violation };
  };
}
