// Which re-scored set is chosen, and what it takes for more structure to win.
import { expect, test } from "vitest";
import type { TrialRecord } from "../../src/study/record.ts";
import { readStudy } from "../../src/study/study-file.ts";
import { choose, type Fresh } from "../../src/study/winner.ts";
import { studyFile } from "./small-study.ts";

const { spec } = readStudy(studyFile());

/** A set whose loss moves by ±noise from path to path, in a pattern of its own: differences have errors. */
function fresh(trial: number, loss: number, noise = 0, violation = 0): Fresh {
  const rest = { seed: 2, paths: 16, measures: {}, differences: {}, failure: null };
  const influence = Float64Array.from({ length: 16 }, (_, path) => (path & (1 << (trial % 4)) ? noise : -noise));
  return { record: { trial, family: "validation", loss, violation, ...rest }, loss: { value: loss, influence } };
}

const trials = [1, 0.9, 0.6, 0.5, 0.4].map(
  (loss, index): TrialRecord => ({
    ...{ index, generation: 1, point: [], values: [index], seed: 1, paths: 8 },
    ...{ loss, violation: 0, measures: {}, failure: null, hash: "" },
  }),
);

test("the feasible one with the lowest fresh loss is chosen, and its optimism is search minus fresh loss", () => {
  const own = [fresh(0, 1), fresh(4, 0.7), fresh(2, 0.65), fresh(3, 0.1, 0, 0.2)];
  const { conclusion, rival, staticWins } = choose({ own, statics: [] }, trials, spec);
  expect(conclusion).toMatchObject({ best: 2, selection: { candidates: 2 } });
  expect(conclusion.optimism).toBeCloseTo(0.6 - 0.65, 15);
  expect(rival?.record.trial).toBe(2);
  expect(staticWins).toBe(false);
});

test("today's set stays where nothing beats it, and nothing is chosen where nothing is feasible", () => {
  const beaten = choose({ own: [fresh(0, 0.5), fresh(4, 0.7)], statics: [] }, trials, spec).conclusion;
  expect(beaten.best).toBe(0);
  expect(beaten.selection).toBe(undefined);
  const none = choose({ own: [fresh(0, 0.5, 0, 0.1), fresh(4, 0.7, 0, 0.2)], statics: [] }, trials, spec).conclusion;
  expect(none.best).toBe(null);
  expect(none.choice).toContain("None of the 1 re-scored candidates");
});

test("a tuned set that is lower by less than two standard errors leaves today's where it is, with the figures", () => {
  // The influences of trials 0 and 1 differ by 0, 0, 2·noise and −2·noise: a variance of 2·noise² · 16 / 15 per path.
  const error = (noise: number): number => Math.sqrt((2 * noise * noise) / 15);
  const own = [fresh(0, 1, 0.1), fresh(1, 1 - 1.9 * error(0.1), 0.1)];
  const close = choose({ own, statics: [] }, trials, spec).conclusion;
  expect(close.best).toBe(0);
  expect(close.choice).toContain(
    "Today's set stays; there is no surely better one among the feasible of 1 re-scored candidates on 16 fresh paths. " +
      "The loss of trial 1 is 0.069 ± 0.037 below that of today's set, which is not enough. A set takes the place",
  );
  const clear = choose({ own: [fresh(0, 1, 0.1), fresh(1, 1 - 2.1 * error(0.1), 0.1)], statics: [] }, trials, spec);
  expect(clear.conclusion.best).toBe(1);
});

test("a static set wins over tuned ones that are no better for sure, and loses to one that is", () => {
  const own = [fresh(0, 1), fresh(1, 0.5, 0.2)];
  const tie = choose({ own, statics: [fresh(3, 0.52, 0.2), fresh(2, 0.8, 0)] }, trials, spec);
  expect(tie).toMatchObject({ staticWins: true, conclusion: { best: 0 }, constant: { record: { trial: 3 } } });
  expect(tie.conclusion.choice).toMatch(
    /^The static optimum \(trial 3 of static\/\) is chosen; .* below that of today's set\. The loss of trial 1 is 0\.020 ± 0\.07\d below that of the static optimum \(trial 3 of static\/\), which is not enough/,
  );
  const clear = choose({ own, statics: [fresh(3, 0.9, 0.2)] }, trials, spec);
  expect(clear).toMatchObject({ staticWins: false, conclusion: { best: 1 } });
});

test("a static set that does not beat today's does not stand in the way of a tuned one that does", () => {
  const { conclusion, constant } = choose(
    { own: [fresh(0, 1), fresh(1, 0.9)], statics: [fresh(3, 1, 9)] },
    trials,
    spec,
  );
  expect(conclusion.best).toBe(1);
  expect(constant?.record.trial).toBe(0);
});

test("where today's set breaks a constraint and a static one does not, the static one may win", () => {
  const own = [fresh(0, 1, 0, 0.5), fresh(1, 0.9, 0, 0.1)];
  expect(choose({ own, statics: [fresh(3, 2)] }, trials, spec)).toMatchObject({
    staticWins: true,
    conclusion: { best: null },
  });
});
