// The front of a study with several goals: one panel for each pair of goals, with what stands out marked in all of them.
import * as Plot from "@observablehq/plot";
import type { GoalAxis } from "./goal-axis.ts";
import { type LossAxis, robustAxis } from "./loss-axis.ts";
import { exact } from "./number-format.ts";
import { type GoalTrial, KNEE } from "./objective-front.ts";
import { figureWidth, palette } from "./palette.ts";
import { type Panel, panelledSvg } from "./stability-panels.ts";
import { svgDocument } from "./svg-document.ts";
import { type LegendEntry, type Look, legend, looks } from "./trial-marks.ts";

/** What is drawn, each at its goals. */
export interface FrontPicture {
  readonly goals: readonly GoalAxis[];
  /** Feasible trials that are dominated. */
  readonly dominated: readonly GoalTrial[];
  readonly members: readonly GoalTrial[];
  /** Members on search and on validation seeds. */
  readonly fresh: readonly { readonly from: readonly number[]; readonly to: readonly number[] }[];
  readonly today: GoalTrial | null;
  readonly knee: GoalTrial;
  readonly chosen: GoalTrial | null;
  /** What the chosen one is called. */
  readonly word: string;
}

/** One panel for two goals, the lower triangle of a matrix for more. */
export function frontSvg(picture: FrontPicture): string {
  const { goals } = picture;
  const across = goals.length - 1;
  const axes = goals.map((_, goal) => goalScale(picture, goal));
  const side = across === 1 ? figureWidth.full : figureWidth.full / across;
  const height = across === 1 ? 440 : across === 2 ? 310 : side;
  const panels = goals.slice(1).flatMap((_, row) =>
    goals.slice(0, row + 1).map((_, column): Panel => {
      const pair = {
        x: column,
        y: row + 1,
        width: side,
        height,
        outer: { left: column === 0, below: row === across - 1 },
      };
      return { svg: panel(picture, axes, pair), x: column * side, y: LEGEND_HEIGHT + row * height };
    }),
  );
  const size = [figureWidth.full, LEGEND_HEIGHT + across * height] as const;
  return panelledSvg("Front of the goals", size, [{ svg: frontLegend(picture), x: 0, y: 0 }, ...panels]);
}

/** Room for two lines. */
const LEGEND_HEIGHT = 66;

/** From the best member to where outliers begin; what is marked and the line of a goal just met lie inside. */
function goalScale({ members, fresh, today, knee, chosen }: FrontPicture, goal: number): LossAxis {
  const marked = [today, knee, chosen].flatMap((one) => one?.at[goal] ?? []);
  const inside = [1, ...marked, ...fresh.map(({ to }) => to[goal] ?? 1)];
  const values = members.map(({ at }) => at[goal] ?? 1);
  return robustAxis(values, inside) ?? { low: 0, high: 2, above: 0 };
}

interface Pair {
  /** The two goals. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Whether the panel stands at the edge of the matrix where labels are. */
  readonly outer: { readonly left: boolean; readonly below: boolean };
}

function panel(picture: FrontPicture, axes: readonly LossAxis[], pair: Pair): string {
  const { members, dominated, fresh, today, knee, chosen } = picture;
  const [across, up] = [axes[pair.x], axes[pair.y]];
  if (across === undefined || up === undefined) return "";
  const [first, second] = [picture.goals[pair.x], picture.goals[pair.y]];
  const ticks = pair.width < 300 ? 3 : 6;
  const inside = ({ at }: GoalTrial): boolean => (at[pair.x] ?? 0) <= across.high && (at[pair.y] ?? 0) <= up.high;
  const dots = (trials: readonly GoalTrial[], look: Look): Plot.Markish =>
    Plot.dot(trials.filter(inside), {
      x: ({ at }: GoalTrial) => at[pair.x],
      y: ({ at }: GoalTrial) => at[pair.y],
      ...look,
    });
  const place = (goal: number, end: "from" | "to") => (move: (typeof fresh)[number]) => move[end][goal];
  const axis = { tickFormat: (value: number) => exact(value, 3), labelArrow: "none" } as const;
  return svgDocument(`${first?.metric} against ${second?.metric}`, {
    width: pair.width,
    height: pair.height,
    marginTop: 24,
    marginLeft: 46,
    marginRight: 16,
    marginBottom: 40,
    x: { domain: [across.low, across.high] },
    y: { domain: [up.low, up.high] },
    marks: [
      Plot.axisY({ ...axis, ticks, tickSize: 0, label: pair.outer.left ? labelOf(second, pair.width) : null }),
      Plot.axisX({
        ...axis,
        ticks,
        label: pair.outer.below ? labelOf(first, pair.width) : null,
        labelAnchor: "center",
      }),
      Plot.frame({ stroke: palette.line }),
      Plot.ruleX([1], met),
      Plot.ruleY([1], met),
      dots(dominated, front.dominated),
      ...(picture.goals.length === 2 ? [stairs(members.filter(inside))] : []),
      dots(members, front.member),
      Plot.link(fresh, {
        x1: place(pair.x, "from"),
        y1: place(pair.y, "from"),
        x2: place(pair.x, "to"),
        y2: place(pair.y, "to"),
        stroke: palette.fresh,
        strokeWidth: 1.2,
      }),
      Plot.dot(fresh, { x: place(pair.x, "to"), y: place(pair.y, "to"), ...looks.fresh }),
      ...[
        [kneeChosen(knee, chosen) ? null : knee, looks.knee] as const,
        [today, looks.today] as const,
        [chosen, looks.chosen] as const,
      ].flatMap(([one, look]) => (one === null ? [] : [dots([one], look)])),
    ],
  });
}

const met = { stroke: palette.ink, strokeDasharray: "5 4", strokeOpacity: 0.7 } as const;

const front = {
  dominated: { symbol: "circle", r: 1.7, fill: palette.muted, fillOpacity: 0.35 },
  member: { symbol: "circle", r: 2.6, fill: palette.proposed, fillOpacity: 0.8 },
} as const satisfies Record<string, Look>;

/** The border between what is dominated and what is not. */
function stairs(members: readonly GoalTrial[]): Plot.Markish {
  const steps = members.map(({ at }) => ({ x: at[0], y: at[1] }));
  return Plot.line(steps, { x: "x", y: "y", curve: "step-after", stroke: palette.proposed, strokeOpacity: 0.5 });
}

/** With the wish where it fits. */
function labelOf(goal: GoalAxis | undefined, width: number): string {
  if (goal === undefined) return "";
  return width < 300 ? goal.metric : `${goal.metric} (1 is ${goal.wish})`;
}

function kneeChosen(knee: GoalTrial, chosen: GoalTrial | null): boolean {
  return chosen !== null && chosen.trial.index === knee.trial.index;
}

/** Names only what the figure holds. */
function frontLegend({ members, dominated, fresh, today, knee, chosen, word }: FrontPicture): string {
  const isKnee = kneeChosen(knee, chosen);
  const entries: readonly LegendEntry[] = [
    ...(dominated.length > 0 ? [{ look: front.dominated, words: "dominated" }] : []),
    ...(members.length > 0 ? [{ look: front.member, words: "front" }] : []),
    ...(today === null ? [] : [{ look: looks.today, words: "today" }]),
    ...(isKnee ? [] : [{ look: looks.knee, words: KNEE }]),
    ...(chosen === null ? [] : [{ look: looks.chosen, words: isKnee ? `${word}, ${KNEE}` : word }]),
    ...(fresh.length > 0 ? [{ look: looks.fresh, words: "on validation seeds" }] : []),
    { look: "dashes", words: "goal just met" },
  ];
  return svgDocument("Legend", {
    width: figureWidth.full,
    height: LEGEND_HEIGHT,
    marginTop: LEGEND_HEIGHT - 4,
    marginLeft: 46,
    marginBottom: 2,
    axis: null,
    marks: legend(entries),
  });
}
