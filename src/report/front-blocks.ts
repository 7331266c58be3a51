// What a study with several goals found: its front in figures, and how far the sets that stand out meet each goal.
import type { StudyRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";
import { candidateOf, rescoreOf, todayOf } from "./candidate.ts";
import { frontSvg } from "./front-figure.ts";
import { goalAxes } from "./goal-axis.ts";
import { goalBlocks } from "./goal-table.ts";
import { hypervolumeFigure } from "./hypervolume-figure.ts";
import { volumeHistory } from "./hypervolume-history.ts";
import { counted, fixed } from "./number-format.ts";
import { type GoalTrial, goalTrial, type ObjectiveFront } from "./objective-front.ts";
import type { ReportInput } from "./report-input.ts";
import { type Block, type Figure, paragraph } from "./section.ts";

/** None for a study of one loss. @param front of the record */
export function frontBlocks(input: ReportInput, front: ObjectiveFront | null): readonly Block[] {
  const { record } = input;
  if ((record.spec.goals?.length ?? 0) < 2) return [];
  if (front === null)
    return [
      paragraph("No trial that was played in full meets every constraint, so there is no front of goals to show yet."),
    ];
  const volume = hypervolumeFigure(volumeHistory(front.feasible), record.trials.length);
  const none =
    "No feasible trial meets every goal at once: the hypervolume against the point at which each is just met is zero throughout.";
  const figures = [frontFigure(input, front), ...(volume === null ? [] : [volume])];
  return [
    paragraph(frontWords(front)),
    ...goalBlocks(input, front),
    { kind: "figures", figures },
    ...(volume === null ? [paragraph(none)] : []),
  ];
}

function frontWords({ members, feasible, knee }: ObjectiveFront): string {
  const goals = knee.at.length;
  const met = members.map(({ at }) => at.filter((value) => value <= 1).length);
  const most = met.reduce((high, count) => Math.max(high, count), 0);
  const all = met.filter((count) => count === goals).length;
  const start = `${counted(feasible.length, "trial")} met every constraint.`;
  if (members.length === 1) {
    const best = `Trial ${fixed(knee.trial.index, 0)} is at least as good as all others in every goal: it is the whole front`;
    return `${start} ${best}, and it meets ${most === goals ? "every goal" : `${most} of the ${goals} goals`}.`;
  }
  const front = `${fixed(members.length, 0)} of them make the front: no other is at least as good in every goal.`;
  const meeting = `${counted(all, "member of it meets", "members of it meet")} every goal.`;
  return `${start} ${front} ${all > 0 ? meeting : `No member of it meets more than ${most} of the ${goals} goals.`}`;
}

/** Dots in a panel while there are few panels; fewer where there are more. */
const limits = { dominated: 700, members: 500, panels: 3 } as const;

function frontFigure({ record, metricTable }: ReportInput, front: ObjectiveFront): Figure {
  const candidate = candidateOf(record);
  const [today = null] = goalTrial(todayOf(record));
  const [chosen = null] = candidate?.trial.index === 0 ? [] : goalTrial(candidate?.trial ?? null);
  const inFront = new Set(front.members.map(({ trial }) => trial.index));
  const dominated = front.feasible.filter(({ trial }) => !inFront.has(trial.index));
  const goals = goalAxes(record.spec, metricTable).slice(0, MOST_GOALS);
  const share = Math.min(1, limits.panels / ((goals.length * (goals.length - 1)) / 2));
  const members = everyNth(front.members, share * limits.members);
  const others = everyNth(dominated, share * limits.dominated);
  const fresh = freshOf(record, front);
  const svg = frontSvg({
    goals,
    dominated: others,
    members,
    fresh,
    today,
    knee: front.knee,
    chosen,
    word: candidate?.word ?? "",
  });
  const caption =
    `${goals.length === 2 ? "The front" : "The front, two goals at a time"}, search seeds. Goals are normalised: 1 is just met, ` +
    "less is better, so that what lies below and left of the dashed lines meets both." +
    (fresh.length > 0 ? " A line leads from a set of the front to where validation seeds put it." : "") +
    thinNote(members, front.members, others.length < dominated.length) +
    (front.knee.at.length > MOST_GOALS ? ` Only the first ${MOST_GOALS} goals are drawn.` : "");
  return { name: "front", caption, svg };
}

/** Panels of more goals would be too small to read. */
const MOST_GOALS = 6;

/** Members of the front that were played again on validation seeds. */
function freshOf(
  record: StudyRecord<StudySpec>,
  { members }: ObjectiveFront,
): readonly { from: readonly number[]; to: readonly number[] }[] {
  return members.flatMap(({ trial, at }) => {
    const to = rescoreOf(record, trial.index, "validation")?.objectives;
    return to === undefined ? [] : [{ from: at, to }];
  });
}

/** Evenly chosen, the first and the last among them. */
function everyNth(trials: readonly GoalTrial[], limit: number): readonly GoalTrial[] {
  const every = Math.ceil(trials.length / limit);
  return every <= 1 ? trials : trials.filter((_, place) => place % every === 0 || place === trials.length - 1);
}

function thinNote(drawn: readonly GoalTrial[], all: readonly GoalTrial[], fewer: boolean): string {
  const front =
    drawn.length === all.length ? "" : ` Drawn: ${fixed(drawn.length, 0)} of ${fixed(all.length, 0)} members.`;
  return `${front}${fewer ? " Of the dominated trials, an even choice is drawn." : ""} Points far beyond the front are left out.`;
}
