// A search over a parameter that the loop's structure does not read is refused, with the remedy.
import { describe, expect, test } from "vitest";
import { channelNames } from "../../src/control/channels.ts";
import { structureNames } from "../../src/control/loop-parameters.ts";
import { sensorNames } from "../../src/control/sensors.ts";
import { inertReason } from "../../src/study/inert.ts";

const none: ReadonlySet<string> = new Set();
const under = (structure: (typeof structureNames)[number]): Record<string, number> => ({
  "margin.structure": structureNames.indexOf(structure),
  "margin.sensor": sensorNames.indexOf("skew"),
  "margin.feedForwardSensor": sensorNames.indexOf("basis"),
});

describe("a parameter of a loop", () => {
  test.each([
    ["kp", "schedule", "has no effect while margin.structure is schedule; set margin.structure: pid"],
    [
      "kp",
      "state",
      "has no effect while margin.structure is state; set margin.structure: pid, or tune the weights of state feedback, such as margin.inputWeight",
    ],
    ["outputCalmBalancedFull", "pid", "has no effect while margin.structure is pid; set margin.structure: schedule"],
    ["setpoint", "schedule", "has no effect while margin.structure is schedule; set margin.structure: pid"],
    ["bumpless", "pid", "has no effect while margin.ki is zero; set or tune a gain"],
  ] as const)("%s under structure %s: %s", (row, structure, words) => {
    expect(inertReason(`margin.${row}`, under(structure), none)).toBe(words);
  });

  test.each([
    ["kp", "governance"],
    ["setpoint", "state"],
    ["outputCalmBalancedFull", "schedule"],
    ["slew", "state"],
    ["feedForward", "schedule"],
  ] as const)("%s acts under structure %s", (row, structure) => {
    expect(inertReason(`margin.${row}`, under(structure), none)).toBe(null);
  });
});

test("a protocol parameter that shares a loop's first name is not the loop's", () => {
  expect(inertReason("margin.initial", under("schedule"), none)).toBe(null);
  expect(inertReason("margin.guardrail", under("schedule"), none)).toBe(null);
});

test("the axes need a scheduled loop, and a forecaster one that reads it", () => {
  expect(inertReason("schedule.dwell", under("pid"), none)).toContain("no loop has structure schedule");
  expect(inertReason("schedule.dwell", under("schedule"), none)).toBe(null);
  expect(inertReason("crunch.depth", under("pid"), none)).toContain("no loop reads crunch");
  for (const channel of channelNames)
    expect(inertReason("crunch.depth", { [`${channel}.sensor`]: sensorNames.indexOf("crunch") }, none)).toBe(null);
});
