// Vectors played side by side: paired differences to the first, no figure for what the model cannot play.
import { expect, test } from "vitest";
import { playVectors } from "../../src/study/replay.ts";

const world = { "funding.law": 3 };
const family = { seed: 2026, paths: 8 };

test("a vector whose outcomes are no numbers is null, and its neighbours are what they are without it", async () => {
  const broken = { ...world, "depth.initial": 1, "depth.depletion": 0 };
  const other = { ...world, "margin.stressRise": 2 };
  const [first, none, third] = await playVectors([world, broken, other], family, 2);
  expect(none).toBe(null);
  expect([first, third]).toEqual(await playVectors([world, other], family, 1));
  expect(await playVectors([broken, world], family, 1)).toEqual([null, null]);
});

test("any other failure rejects", async () => {
  await expect(playVectors([world, { ...world, "book.slots": 60 }], family, 1)).rejects.toThrow("evaluation-error");
});
