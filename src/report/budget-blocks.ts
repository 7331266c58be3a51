// Where the budget went, as a table and a figure: trials and path-plays by outcome, and what racing saved.
import type { StudyRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";
import { RESCORED, type Spending, spendingOf, totalOf } from "./budget.ts";
import { budgetFigure } from "./budget-figure.ts";
import { exact, fixed } from "./number-format.ts";
import { type Block, type Cell, cell, columns, paragraph } from "./section.ts";

export function budgetBlocks(record: StudyRecord<StudySpec>): readonly Block[] {
  const spending = spendingOf(record);
  if (spending.length === 0) return [paragraph("No trial was played yet.")];
  const search = totalOf(spending.filter(({ name }) => name !== RESCORED));
  const all = totalOf(spending);
  return [
    paragraph(`${spentWords(search)} ${racingWords(record, spending)}${adversaryWords(record)}`),
    {
      kind: "table",
      caption: "A path-play is one candidate on one path of one scenario family over the whole horizon",
      columns: columns("What became of the set", ">Evaluations", ">Path-plays", ">Share of path-plays", ">Saved"),
      rows: spending.map((kind) => spendingRow(kind, all.played)),
    },
    { kind: "figures", figures: [budgetFigure(spending)] },
  ];
}

function spentWords({ played, saved }: Omit<Spending, "name">): string {
  const share = played + saved > 0 ? (100 * saved) / (played + saved) : 0;
  const less = saved === 0 ? "" : `, ${fixed(share, share < 9.95 ? 1 : 0)} % less than playing every trial in full`;
  return `The search cost ${fixed(played, 0)} path-plays${less}.`;
}

function racingWords({ spec, trials }: StudyRecord<StudySpec>, spending: readonly Spending[]): string {
  const { race, trials: budget } = spec.search;
  if (race === undefined) return "Every trial was to be played on all search paths: there was no racing.";
  const dropped = totalOf(spending.filter(({ name }) => name.startsWith("dropped")));
  const { played, saved } = totalOf(spending.filter(({ name }) => name !== RESCORED));
  const worth = played + saved > 0 ? (dropped.saved * trials.length) / (played + saved) : 0;
  const rungs = race.rungs.filter((paths) => paths < spec.scenarios.search.paths).map((paths) => fixed(paths, 0));
  return (
    `Racing tested each trial after ${joinedByAnd(rungs)} paths and dropped ${fixed(dropped.trials, 0)} of ` +
    `${fixed(trials.length, 0)}; one that is no worse than the best is dropped with a chance of at most ` +
    `${exact(100 * race.risk)} %. That saved as much as ${fixed(worth, 0)} trials in full, of a budget of ${fixed(budget, 0)}.`
  );
}

function adversaryWords({ spec }: StudyRecord<StudySpec>): string {
  return spec.scenarios.adversary === undefined
    ? ""
    : " What earlier rounds and the adversary played to find its worlds is not counted.";
}

function joinedByAnd(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

function spendingRow({ name, trials, played, saved }: Spending, all: number): readonly Cell[] {
  const share = all > 0 ? (100 * played) / all : 0;
  return [
    cell(name),
    cell(fixed(trials, 0)),
    cell(fixed(played, 0)),
    cell(`${fixed(share, 1)} %`),
    saved === 0 ? cell("–", "muted") : cell(fixed(saved, 0)),
  ];
}
