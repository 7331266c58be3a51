// The document as a delegate reads it: every section filled, every figure with its unit, nothing that is not a number.
import { beforeAll, expect, test } from "vitest";
import { type Bundle, makeBundle } from "../../src/governance/bundle.ts";
import { documentText } from "../../src/governance/document.ts";
import { findingsOf, verdict } from "../../src/governance/findings.ts";
import { goalSection } from "../../src/governance/goal-section.ts";
import { metricTableOf } from "../../src/governance/metric-table.ts";
import {
  changeText,
  differenceText,
  durationText,
  intervalText,
  numberText,
  quantityText,
} from "../../src/governance/number-text.ts";
import { playInThisThread, protocolNamed, recordAt } from "./small-proposal.ts";

let bundle: Bundle;
let text = "";

beforeAll(async () => {
  const targets = { target: null, controller: null };
  const protocol = "dydx-v4-eth";
  const limits = { "margin.initial": { value: 0.1, why: "agreed" } };
  const file = { ...protocolNamed(protocol), stepLimits: limits };
  const input = { record: recordAt({ protocol }, 0.4), trial: 1, protocol: file, targets, play: playInThisThread };
  bundle = await makeBundle(input);
  text = bundle.files["proposal.md"] ?? "";
});

test("the ten sections are there and none is empty", () => {
  const sections = text.split(/^## /m).slice(1);
  expect(sections.map((section) => section.split("\n")[0])).toEqual([
    "1. Summary",
    "2. Changes",
    "3. Objective and constraints",
    "4. Evidence",
    "5. What it costs",
    "6. Sensitivity",
    "7. Assumptions",
    "8. Rollout and rollback",
    "9. Execution",
    "10. Reproducibility",
  ]);
  for (const section of sections) expect(section.length, section).toBeGreaterThan(200);
});

test("nothing in it is not a number, undefined or missing", () => {
  expect(text).not.toMatch(/NaN|undefined|Infinity|\[object|not a number|not measured/);
  for (const line of text.split("\n").filter((row) => row.startsWith("|")))
    expect(
      line
        .split("|")
        .slice(1, -1)
        .every((cell, index) => index === 0 || cell.trim() !== ""),
      line,
    ).toBe(true);
});

test("the integers of the payload, the seeds and the hashes stand in it", () => {
  for (const { today, proposed } of bundle.body.integers)
    for (const raw of [today, proposed]) expect(text).toContain(`| ${raw} |`);
  for (const { seed, paths } of bundle.body.evidence.families) expect(text).toContain(`(seed ${seed}, ${paths} paths)`);
  for (const hash of [bundle.hash, bundle.body.specHash, bundle.body.resultsHash]) expect(text).toContain(hash);
  for (const calldata of bundle.payload.governor?.calldatas ?? []) expect(text).toContain(calldata);
  for (const calldata of bundle.payload.rollback?.calldatas ?? []) expect(text).toContain(calldata);
});

test("a binding step limit is told, with what further proposals would reach", () => {
  expect(text).toContain("**binds**: 55000 now, 76000 only by further proposals");
  expect(text).toMatch(/Several stages: initial_margin_ppm/);
});

const measure = (value: number, low: number, high: number) => ({ value, standardError: 0, low, high });
const family = { family: "holdout", seed: 1, paths: 64, today: {}, proposed: {} } as const;

test("an interval that holds zero is not called an improvement, and the better side depends on the metric", () => {
  const losses = ["maxDrawdown", "capitalEfficiency", "badDebt"];
  const differences = {
    maxDrawdown: measure(-0.01, -0.02, 0.001),
    capitalEfficiency: measure(2, 1, 3),
    badDebt: measure(5, 1, 9),
  };
  const evidence = { ...family, differences };
  const findings = findingsOf(losses, evidence, metricTableOf({ constraints: [] }));
  expect(findings.map(({ shown }) => shown)).toEqual(["nothing", "better", "worse"]);
  const words = verdict(findings, [], evidence);
  expect(words).toContain("improves capitalEfficiency +2.0 x (1.0 to 3.0)");
  expect(words).toContain("makes worse: badDebt +5.0 USD (1.0 to 9.0)");
  expect(words).toContain("cannot tell a change from zero: maxDrawdown -1.0 pp (-2.0 to 0.1)");
  expect(verdict(findings.slice(0, 1), findings.slice(1), evidence)).toMatch(
    /\*\*no improvement is shown\*\*.*Its price, in what was not minimised: badDebt \+5\.0 USD/,
  );
});

test("numbers are printed with the digits that their interval supports, and with their unit", () => {
  expect([0, 0.5, 12_345.6, 2.4e-11, -0.00012346, 200, 1e21, Infinity].map(numberText)).toEqual([
    "0",
    "0.5",
    "12,350",
    "2.4e-11",
    "-0.0001235",
    "200",
    "1e+21",
    "no limit",
  ]);
  expect(quantityText(0.6, "fraction")).toBe("60 %");
  expect(intervalText(measure(593_353.2, 550_875, 635_830.9), "USD")).toBe("593,353 USD (550,875 to 635,831)");
  expect(intervalText(measure(0.081927, 0.0807, 0.0831), "fraction")).toBe("8.19 % (8.07 to 8.31)");
  expect(intervalText(measure(200, 200, 200), "multiple")).toBe("200 x");
  expect(differenceText(measure(0, 0, 0), "USD")).toBe("the same on every path");
  expect([changeText(0.02, 0.05), changeText(0, 1), changeText(5, 5)]).toEqual(["+150 %", "from zero", "none"]);
  expect([900, 7200, 86_400, 604_800].map(durationText)).toEqual(["15 minutes", "2 hours", "24 hours", "7 days"]);
});

test("goals are told with the rule that chose from their front", () => {
  const goals = [{ metric: "excessDrawdown", atMost: 0.02 }];
  const body = { ...bundle.body, spec: { ...bundle.body.spec, goals, choose: "knee" as const } };
  expect(goalSection(body)).toContain(
    "an objective of its own: excessDrawdown at most 2 %. Chosen from their front by the rule: knee.",
  );
  expect(text).not.toContain("an objective of its own");
});

test("of a study with scenario families it is said that no figure is of them", () => {
  const families = [{ name: "crash", weight: 1, values: { "shock.size": -0.15 }, seeds: { validation: 5 } }];
  const { spec } = bundle.body;
  const body = { ...bundle.body, spec: { ...spec, scenarios: { ...spec.scenarios, families } } };
  const words = documentText(body, bundle.hash, bundle.payload);
  expect(words).toMatch(/^## 1\. Summary[^#]* families \(crash\)[^#]*Every figure here is of the study's own world/m);
  expect(words).not.toContain("on which the trial was chosen");
  expect(text).toContain("on which the trial was chosen");
  expect(text).not.toContain("own world");
});
