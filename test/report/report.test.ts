// The whole report: what it says in each situation, that its two forms agree, that it is one safe, repeatable file.
import { describe, expect, test } from "vitest";
import { syntheticRecord } from "../../scripts/bench/synthetic-record.ts";
import { palette } from "../../src/report/palette.ts";
import { renderReport } from "../../src/report/report.ts";
import { metricTable as realMetrics } from "../../src/study/model.ts";
import { inventedInput, inventedRecord, inventedTrials, nothingFeasible, type Record } from "./invented-study.ts";
import { nestingMistake, numbersIn, wordsOfHtml, wordsOfMarkdown } from "./markup.ts";

const record = inventedRecord();

const notRescored: Record = { ...record, rescored: [], optimism: null };

const oneParameter: Record = {
  ...record,
  spec: { ...record.spec, tune: record.spec.tune.slice(0, 1) },
  trials: record.trials.map((trial) => ({
    ...trial,
    point: trial.point.slice(0, 1),
    values: trial.values.slice(0, 1),
  })),
};

const todayIsBest: Record = {
  ...record,
  best: 0,
  optimism: null,
  rescored: record.rescored.filter((row) => row.trial === 0),
};

const allFailed: Record = {
  ...record,
  trials: inventedTrials(3).map((trial) => ({
    ...trial,
    loss: null,
    violation: null,
    measures: {},
    failure: { name: "lost-worker", message: "the worker ended", seed: 11, path: -1 },
  })),
  rescored: [],
  best: null,
  choice: "",
  optimism: null,
};

const empty: Record = { ...allFailed, trials: [], state: "running" };

/** Every seventh candidate broke a constraint by its certificates alone. */
const refused: Record = {
  ...record,
  trials: record.trials.map((trial) =>
    trial.index % 7 !== 3 || trial.index === record.best
      ? trial
      : { ...trial, loss: null, violation: 1e6 + trial.index, measures: {}, failure: null },
  ),
};

const severalGoals = syntheticRecord(150, 3);

const situations: Readonly<{ [name: string]: Record }> = {
  "a normal study": record,
  "nothing feasible": nothingFeasible(),
  "candidates that were not simulated": refused,
  "nothing re-scored": notRescored,
  "one parameter": oneParameter,
  "today's parameters are the best": todayIsBest,
  "every trial failed": allFailed,
  "no trial yet": empty,
  "several goals, racing, families, workers": severalGoals,
  "several goals, nothing feasible": {
    ...severalGoals,
    best: null,
    rescored: [],
    trials: severalGoals.trials.map((trial) => (trial.violation === 0 ? { ...trial, violation: 1 } : trial)),
  },
  "several goals, today's parameters alone": syntheticRecord(1, 3),
};

describe.each(Object.entries(situations))("%s", (_, situation) => {
  const input = inventedInput(situation);
  const { html, markdown, figures } = renderReport(input);

  test("gives well-formed HTML and SVG", () => {
    expect(nestingMistake(html)).toBeNull();
    for (const svg of Object.values(figures)) expect(nestingMistake(svg)).toBeNull();
  });

  test("needs no network and runs no script", () => {
    expect(html).not.toMatch(/https?:|<script|<link|@import|url\(|\son\w+=/);
  });

  test("prints the same words and numbers in HTML and in Markdown", () => {
    expect(numbersIn(wordsOfMarkdown(markdown))).toEqual(numbersIn(wordsOfHtml(html)));
  });

  test("prints no number that is not one", () => {
    expect(html.slice(html.indexOf("<body>")).replaceAll("badDebtUsd is NaN", "")).not.toMatch(
      /NaN|Infinity|undefined|null/,
    );
  });

  test("gives the same bytes when rendered again in the same process", () => {
    const again = renderReport(input);
    expect(again.html).toBe(html);
    expect(again.markdown).toBe(markdown);
    expect(again.figures).toEqual(figures);
  });

  test("refers in Markdown to exactly the figures it returns", () => {
    const named = [...markdown.matchAll(/\]\(figures\/([^)]+)\.svg\)/g)].map((match) => match[1]);
    expect(named).toEqual(Object.keys(figures));
  });
});

/** Signs in the largest group of dots with a border of one colour; the legend's are a group of their own. */
const paths = (svg: string, stroke: string): number =>
  Math.max(
    ...[...svg.matchAll(/(<g [^>]*aria-label="dot"[^>]*>)([\s\S]*?)<\/g>/g)]
      .filter(([, group = ""]) => group.includes(`stroke="${stroke}"`))
      .map(([, , marks = ""]) => marks.match(/<path/g)?.length ?? 0),
  );

const pageWords = (situation: Record): string => wordsOfHtml(renderReport(inventedInput(situation)).html);

test("a normal report holds every section in the agreed order", () => {
  const words = pageWords(record);
  const headings = [
    "Tuning study: eth-perp-overnight",
    "the proposed set lowers",
    "Today against the tuned set",
    "Validation family",
    "Holdout family",
    "Search value against fresh value",
    "Parameters",
    "Stability",
    "How the search went",
    "The best sets side by side",
    "One parameter at a time",
    "Where the budget went",
    "When the workers worked",
    "Prices and drawdowns over time",
    "Failures",
    "Where every headline number comes from",
    "Assumptions",
    "Reproduce",
    "What was not modelled",
  ];
  const places = headings.map((heading) => words.indexOf(heading));
  expect(places.every((place) => place >= 0)).toBe(true);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test("every input behind the numbers is printed: seeds, paths, hashes, code version and the command", () => {
  const words = pageWords(record);
  const { specHash, resultsHash, codeVersion, dataHashes } = record;
  for (const text of [specHash, resultsHash, codeVersion, ...Object.entries(dataHashes).flat()])
    expect(words).toContain(text);
  expect(words).toContain("search 11 500");
  expect(words).toContain("validation 12 2,000");
  expect(words).toContain("holdout 13 4,000");
  expect(words).toContain("flyball optimize configs/eth-perp-overnight.yaml");
});

test("a study in which nothing is feasible is described by its least-violating trial", () => {
  const words = pageWords(nothingFeasible());
  expect(words).toContain("trial 57 violates them least");
  expect(words).toContain("0 met every constraint");
});

test("where today's parameters stay, nothing is called proposed", () => {
  const { markdown, figures } = renderReport({ ...inventedInput(todayIsBest), stability: null, fans: null });
  expect(markdown.match(/.*proposed.*/gi)).toBeNull();
  expect(figures.history).toContain(">today's, kept</text>");
});

test("goals stand in a table of their own, beside the constraints, with what meets them", () => {
  const goals = [{ metric: "maxDrawdown", atMost: 0.3 }];
  const words = pageWords({ ...record, spec: { ...record.spec, goals, choose: "knee" } });
  const table = words.slice(words.indexOf("Goals (wished for, not required"));
  expect(table).toMatch(/maxDrawdown at most 30.% /);
  expect(pageWords(record)).not.toContain("Goals (wished for");
});

test("a search that its rule ended says what is left of its budget", () => {
  const search = { ...record.spec.search, trials: record.trials.length + 40, stop: { patience: 9, noise: 0.25 } };
  const words = pageWords({ ...record, spec: { ...record.spec, search } });
  expect(words).toContain("ended with 40 trials of its budget unspent: its last 9 generations gained less than 0.25");
  expect(pageWords(record)).not.toContain("of its budget unspent");
});

test("failures are counted by kind with an example that can be replayed", () => {
  const failed = record.trials.filter((trial) => trial.failure !== null);
  const first = failed[0];
  expect(pageWords(record)).toContain(
    `non-finite-outcome ${failed.length} trial ${first?.index} 11 ${first?.failure?.path}`,
  );
});

test("candidates that were not simulated are counted apart and stand as triangles above the frame", () => {
  const report = renderReport(inventedInput(refused));
  const many = refused.trials.filter(({ loss, failure }) => loss === null && failure === null).length;
  expect(many).toBeGreaterThan(50);
  expect(wordsOfHtml(report.html)).toContain(
    `${many} trials were not simulated: certificates alone break a constraint.`,
  );
  const { history = "", "slice-funding-kp": slice = "" } = report.figures;
  expect(history).toContain(">not simulated</text>");
  expect([paths(history, palette.failed), paths(slice, palette.failed)]).toEqual([many, many]);
  expect(renderReport(inventedInput(record)).html).not.toContain("not simulated:");
});

test("a strategy that makes its own generations is not said to make none", () => {
  const search = { ...record.spec.search, generation: 0 };
  expect(pageWords({ ...record, spec: { ...record.spec, search } })).toContain(
    "in generations of the strategy's own size",
  );
  expect(pageWords(record)).toMatch(/400 trials in generations of \d+/);
});

test("a study with one tuned parameter has one slice", () => {
  expect(Object.keys(renderReport({ ...inventedInput(oneParameter), stability: null }).figures)).toEqual([
    "history",
    "slice-funding-kp",
    "budget",
    "mark",
    "drawdown",
  ]);
});

test("a study without fan charts says so", () => {
  const { html, figures } = renderReport({ ...inventedInput(), fans: null });
  expect(html).toContain("No paths were simulated for fan charts.");
  expect(Object.keys(figures)).not.toContain("mark");
});

test("a study that is still running is marked as such", () => {
  expect(pageWords({ ...record, state: "running" })).toContain("The study is running, not finished");
});

test("names and messages from outside cannot inject markup", () => {
  const evil = `<img src=x onerror="alert('1')">|\`*_&`;
  const spec = { ...record.spec, name: evil, description: evil };
  const trials = record.trials.map((trial) =>
    trial.failure ? { ...trial, failure: { ...trial.failure, name: evil, message: evil } } : trial,
  );
  const { html, markdown } = renderReport({
    ...inventedInput({ ...record, spec, trials, choice: evil }),
    reproduce: evil,
  });
  expect(html).not.toContain("<img");
  expect(nestingMistake(html)).toBeNull();
  expect(markdown.replace(/^```+\n[\s\S]*?\n```+$/gm, "").replace(/(`+) .*? \1/g, "")).not.toContain("<img");
  expect(wordsOfHtml(html)).toContain(evil);
});

test("a study of 100,000 trials stays within seconds and a readable file", () => {
  const { html } = renderReport(inventedInput(inventedRecord(100_000)));
  expect(html.length).toBeLessThan(1_000_000);
  expect(wordsOfHtml(html)).toMatch(
    /Drawn: 2,\d{3} of 100,000 trials, each that improved the best and one in 50 of the rest/,
  );
});

test("a study of several goals shows its front, what became of its budget and when it ran; a study of one loss no front", () => {
  const { figures, html } = renderReport({ ...inventedInput(severalGoals), metricTable: realMetrics, stability: null });
  const drawn = Object.keys(figures).filter((name) => !name.startsWith("slice"));
  expect(drawn).toEqual(["history", "front", "hypervolume", "parallel", "budget", "timeline", "mark", "drawdown"]);
  const words = wordsOfHtml(html);
  for (const heading of ["Over the scenario families", "Front of the goals", "When the workers worked"])
    expect(words).toContain(heading);
  expect(Object.keys(renderReport(inventedInput()).figures)).not.toContain("front");
});

test("the knee of the front is told from the one that the rule of choice finds on validation seeds", () => {
  const other = severalGoals.rescored.find(({ trial }) => trial > 0 && trial !== severalGoals.best);
  const { figures, html } = renderReport(inventedInput({ ...severalGoals, best: other?.trial ?? null }));
  expect(wordsOfHtml(html)).toContain(`Knee on search seeds (trial ${severalGoals.best})`);
  expect(figures.front).toContain(">knee on search seeds</text>");
  expect(renderReport(inventedInput(severalGoals)).figures.front).toContain(">proposed, knee on search seeds</text>");
});

test("every set that was re-scored stands in the history on its validation loss too", () => {
  const { history = "" } = renderReport(inventedInput(severalGoals)).figures;
  const validated = severalGoals.rescored.filter(({ family }) => family === "validation").length;
  expect(validated).toBeGreaterThan(3);
  expect(paths(history, palette.fresh)).toBe(validated);
  expect(history).toContain(">on validation seeds</text>");
  expect(renderReport(inventedInput(notRescored)).figures.history).not.toContain("on validation seeds");
});

test("the same record gives the same bytes, clock times included, and other clock times change the timeline alone", () => {
  const { figures } = renderReport(inventedInput(severalGoals));
  const slower = (severalGoals.timings ?? []).map((task) => ({ ...task, end: task.end + 0.001 }));
  const other = renderReport(inventedInput({ ...severalGoals, timings: slower })).figures;
  const changed = Object.keys(figures).filter((name) => figures[name] !== other[name]);
  expect(changed).toEqual(["timeline"]);
});
