// Which trial is proposed, and what is said where there is none.
import { expect, test } from "vitest";
import { trialToPropose } from "../../src/governance/trial-choice.ts";
import { UserError } from "../../src/numeric/user-error.ts";
import { recordAt } from "./small-proposal.ts";

const record = recordAt({ protocol: "gmx-v2-eth-usdc" }, 0.5);

function refusal(changed: Partial<typeof record>): UserError {
  try {
    trialToPropose({ ...record, ...changed }, null);
  } catch (error) {
    if (error instanceof UserError) return error;
  }
  throw new Error("expected a refusal");
}

test("the study's choice is proposed unless another is asked for", () => {
  expect(trialToPropose(record, null)).toBe(1);
  expect(trialToPropose({ ...record, best: null }, 0)).toBe(0);
});

test("where nothing is feasible the nearest trial and its distance are named, with exit code 3", () => {
  const trials = record.trials.map((trial) => ({ ...trial, violation: trial.index === 1 ? 0.25 : 2 }));
  const error = refusal({ best: null, trials });
  expect(error.exitCode).toBe(3);
  expect(error.message).toContain("trial 1 comes nearest, with a total violation of 0.25");
});

test("where today's set is the best there is nothing to change", () => {
  const error = refusal({ best: 0 });
  expect([error.exitCode, error.message]).toEqual([3, expect.stringContaining("nothing to change")]);
});

test("a study that has not chosen yet, or whose trials all failed, says so", () => {
  expect(refusal({ best: null }).message).toContain("no trial was chosen yet");
  const trials = record.trials.map((trial) => ({ ...trial, violation: null, loss: null }));
  expect(refusal({ best: null, trials }).message).toContain("no trial has a value");
});
