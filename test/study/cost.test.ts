// What a study will take, counted by hand.
import { expect, test } from "vitest";
import { costOf } from "../../src/study/cost.ts";
import { readStudy } from "../../src/study/study-file.ts";
import { studyFile } from "./small-study.ts";

const counts = "horizon: 1 h, paths: 8, seed: 11, validation: { paths: 16 }, holdout: { paths: 24 }, rescore: 3";
const families = "families: [{ name: calm }, { name: crash, set: { shock.size: -30 % } }]";
const stepsOf = (scenarios: string, more = {}) =>
  costOf(readStudy(studyFile({ scenarios: `{ ${scenarios} }`, ...more })).spec, 1).steps / 300;

test("the search, four sets on validation and two on holdout; a static search doubles the candidates", () => {
  expect(stepsOf(counts)).toBe(40 * 8 + 4 * 16 + 2 * 24);
  expect(stepsOf(counts, { static: "{ liquidation.fee: }" })).toBe(80 * 8 + 7 * 16 + 3 * 24);
});

test("an adversary's round is the study again with one world more, and its hunt plays two sets in every world tried", () => {
  const plain = (40 * 8 + 4 * 16 + 2 * 24) * 2;
  expect(stepsOf(`${counts}, ${families}`)).toBe(plain);
  const adversary = "adversary: { vary: { depth.initial: { from: 1e8, to: 1e10 } }, rounds: 1, budget: 5 }";
  const second = 40 * 24 + 4 * 48 + 2 * 48;
  expect(stepsOf(`${counts}, ${families}, ${adversary}`)).toBe(plain + second + 5 * 2 * 8);
});
