// What `flyball check` prints: every value a study starts from, what it tunes and aims at, and what it will take.
import { unattainableLimits } from "../study/attainability.ts";
import { type Cost, costOf, secondsPerStep } from "../study/cost.ts";
import { model } from "../study/model.ts";
import { duration } from "../study/progress.ts";
import { refuseOversize } from "../study/scenario-plant.ts";
import type { Constraint, StudySpec } from "../study/spec.ts";
import { limitsOf, limitText } from "./constraint-table.ts";
import { mechanismLines } from "./mechanism-text.ts";
import { counted, exact, fixed } from "./number-format.ts";
import { choiceOf, unitOf } from "./parameter-axis.ts";
import { generationText, strategyText } from "./strategy-text.ts";
import { textTable } from "./text-table.ts";

/** @param workers threads the study will run on */
export function checkText(spec: StudySpec, workers: number): string {
  const parts = [
    valuesText(spec),
    tunedText(spec),
    aimsText(spec),
    runText(spec),
    costText(spec, workers),
    warningsText(spec),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

function valuesText({ values, origins }: StudySpec): string {
  const rows = model.parameters.map((row) => {
    const value = values[row.name] ?? row.initial;
    return [row.name, choiceOf(row, value) ?? plain(value), row.unit, origins[row.name] ?? "default"];
  });
  return textTable(["parameter", ">today", "unit", "from"], rows);
}

function tunedText({ tune, static: constant }: StudySpec): string {
  if (tune.length === 0) return "nothing is tuned: this study can be simulated, not optimized";
  const own = rangesText("tuned", tune);
  return constant === undefined ? own : `${own}\n\n${rangesText("static, same budget", constant)}`;
}

function rangesText(title: string, tune: StudySpec["tune"]): string {
  const rows = tune.map((tuned) => {
    const { divisor, label } = unitOf(tuned);
    return [
      tuned.parameter.name,
      ...[tuned.today, tuned.from, tuned.to].map((x) => exact(x / divisor)),
      label,
      tuned.scale,
    ];
  });
  return textTable([title, ">today", ">from", ">to", "unit", "scale"], rows);
}

function aimsText(spec: StudySpec): string {
  const { losses, goals = [], choose } = spec;
  const unitOfMetric = (name: string): string => model.metrics.find((metric) => metric.name === name)?.unit ?? "";
  const minimised = losses.map(
    ({ metric, weight, scale, power }) =>
      `  ${metric}, weight ${weight}, divided by ${scale}${power === 2 ? ", squared" : ""}`,
  );
  const limits = (constraints: readonly Constraint[]): string[] =>
    limitsOf({ constraints }).map((limit) => `  ${limit.metric} ${limitText(limit, unitOfMetric(limit.metric))}`);
  const part = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : [title, ...lines]);
  return [
    ...part("losses", minimised),
    ...part("constraints", limits(spec.constraints)),
    ...part(`goals, one set chosen from their front by ${choose}`, limits(goals)),
  ].join("\n");
}

function runText({ search, scenarios, tune }: StudySpec): string {
  const { search: seen, validation, holdout, rescore } = scenarios;
  const family = (name: string, { paths, seed }: { paths: number; seed: number }) =>
    `${name} ${counted(paths, "path")}, seed ${seed}`;
  const families = `  ${[family("search", seen), family("validation", validation), family("holdout", holdout)].join("; ")}`;
  const worlds = [families, ...mechanismLines(scenarios).map((line) => `  ${line}`)].join("\n");
  if (tune.length === 0) return `scenarios\n${worlds}`;
  return [
    `search\n  ${strategyText(search)}, ${counted(search.trials, "trial")} in generations of ${generationText(search)}, seed ${search.seed}`,
    ...raceLines(search),
    `scenarios\n${worlds}`,
    `  the best ${rescore} are re-scored on the validation paths, the choice and today on the holdout paths`,
  ].join("\n");
}

function raceLines({ race }: StudySpec["search"]): string[] {
  if (race === undefined) return [];
  const risk = `${exact(100 * race.risk)} %`;
  return [
    `  race over ${race.rungs.join(", ")} paths; a candidate no worse than the best is dropped with a chance of at most ${risk}`,
  ];
}

function costText(spec: StudySpec, workers: number): string {
  refuseOversize(spec, workers);
  const cost: Cost = costOf(spec, workers);
  const step = secondsPerStep(spec);
  const [trial, total] = [cost.stepsPerTrial * step, (cost.steps * step) / workers];
  const time =
    spec.tune.length === 0
      ? duration(trial)
      : `${duration(total)} on ${counted(workers, "thread")} (${(1000 * trial).toPrecision(3)} ms per trial, ${(1e9 * step).toPrecision(3)} ns per path and block, measured just now)`;
  const disk = spec.tune.length === 0 ? "" : `\n  disk    ${fixed(cost.disk / 1e6, 1)} MB`;
  return `estimate\n  time    ${time}\n  memory  ${fixed(cost.memory / 1e6, 0)} MB for paths and threads${disk}`;
}

function warningsText(spec: StudySpec): string {
  const warnings = unattainableLimits(spec);
  return warnings.map((warning) => `mind: ${warning}`).join("\n");
}

function plain(value: number): string {
  return Number.isFinite(value) ? String(value) : value > 0 ? "inf" : "-inf";
}
