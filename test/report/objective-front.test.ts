// The front of a study: against dominance pair by pair, and only over trials whose goals can be compared.
import { expect, test } from "vitest";
import { syntheticRecord } from "../../scripts/bench/synthetic-record.ts";
import { frontOf } from "../../src/report/objective-front.ts";
import { dominates } from "../../src/search/front.ts";

const record = syntheticRecord(400, 3);

test("the front holds exactly the trials that no fully played feasible one dominates", () => {
  const whole = record.trials.filter(({ violation, dropped }) => violation === 0 && dropped === undefined);
  const goals = whole.map(({ index, objectives = [] }) => ({ index, objectives }));
  const brute = goals.filter(({ objectives }) => !goals.some((other) => dominates(other.objectives, objectives)));
  const front = frontOf(record);
  expect(front?.members.map(({ trial }) => trial.index).sort((a, b) => a - b)).toEqual(brute.map(({ index }) => index));
  expect(front?.feasible).toHaveLength(whole.length);
  expect(brute.length).toBeGreaterThan(20);
  expect(front?.members.map(({ trial }) => trial.index)).toContain(front?.knee.trial.index);
});

test("a dropped trial is in no front however good its few paths made it look", () => {
  const tempting = record.trials.map((trial) =>
    trial.dropped === undefined ? trial : { ...trial, objectives: [0, 0, 0], violation: 0 },
  );
  expect(tempting.some(({ dropped }) => dropped !== undefined)).toBe(true);
  expect(frontOf({ ...record, trials: tempting })?.members).toEqual(frontOf(record)?.members);
});

test("a study of one loss, or with nothing feasible, has no front", () => {
  expect(frontOf(syntheticRecord(50, 0))).toBeNull();
  const infeasible = record.trials.map((trial) => (trial.violation === 0 ? { ...trial, violation: 2 } : trial));
  expect(frontOf({ ...record, trials: infeasible })).toBeNull();
});
