// When a session stops: by interrupts, and by a time limit that is kept in advance.
import { expect, test } from "vitest";
import { createStop } from "../../src/study/stop.ts";

test("a first interrupt asks, a second halts and acts at once, a third changes nothing", () => {
  const stop = createStop(Infinity, () => 0);
  let halts = 0;
  stop.onHalt(() => {
    halts += 1;
  });
  expect([stop.asked, stop.halted]).toEqual([false, false]);
  stop.interrupt();
  expect([stop.asked, stop.halted, halts]).toEqual([true, false, 0]);
  stop.interrupt();
  stop.interrupt();
  expect([stop.halted, halts]).toEqual([true, 1]);
});

test("the limit leaves room for one and a half of the longest task and for what follows, but at most half of itself", () => {
  let now = 0;
  const stop = createStop(100, () => now);
  stop.taskTook(4);
  stop.taskTook(2);
  now = 83;
  expect(stop.outOfTime(10)).toBe(false);
  now = 85;
  expect(stop.outOfTime(10)).toBe(true);
  now = 40;
  expect(stop.outOfTime(1e9)).toBe(false);
  now = 45;
  expect(stop.outOfTime(1e9)).toBe(true);
});

test("without a limit there is always time", () => {
  expect(createStop(Infinity, () => 1e12).outOfTime(1e9)).toBe(false);
});
