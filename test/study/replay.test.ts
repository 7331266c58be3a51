// Vectors played side by side: paired differences to the first, no figure for what the model cannot play.
import { expect, test } from "vitest";
import { mismatchOf, outcomesHere, playHere, playVectors } from "../../src/study/replay.ts";
import { readStudy } from "../../src/study/study-file.ts";
import { studyFile } from "./small-study.ts";

const world = { "funding.law": 3, "time.blocks": 600 };
const family = { seed: 2026, paths: 8 };

test("a vector whose outcomes are no numbers is null, and its neighbours are what they are without it", async () => {
  const broken = { ...world, "depth.initial": 1, "depth.depletion": 0 };
  const other = { ...world, "margin.stressRise": 2 };
  const [first, none, third] = await playVectors([world, broken, other], family, 2);
  expect(none).toBe(null);
  expect([first, third]).toEqual(await playVectors([world, other], family, 1));
  expect(await playVectors([broken, world], family, 1)).toEqual([null, null]);
});

test("a world is what every vector is played in", async () => {
  const harsh = { "price.volatility": 1.2 };
  const other = { ...world, "margin.stressRise": 2 };
  const played = await playVectors([world, other], family, 1, [], harsh);
  expect(played).toEqual(
    await playVectors(
      [
        { ...world, ...harsh },
        { ...other, ...harsh },
      ],
      family,
      1,
    ),
  );
  expect(played).not.toEqual(await playVectors([world, other], family, 1));
});

test("any other failure rejects", async () => {
  await expect(playVectors([world, { ...world, "book.slots": 60 }], family, 1)).rejects.toThrow("evaluation-error");
});

test("a trial is compared with its record measure by measure, to the last bit", () => {
  const outcomes = outcomesHere(world, family);
  const played = playHere(world, family);
  const measures = played.ok ? played.measures : {};
  const rest = {
    index: 3,
    generation: 1,
    point: [],
    values: [0],
    ...family,
    loss: 1,
    violation: 0,
    failure: null,
    hash: "",
  };
  const { spec } = readStudy(studyFile({ set: "{ funding.law: controller }", tune: "{ funding.kp: }" }));
  expect(mismatchOf(spec, { ...rest, measures }, outcomes)).toBe(null);
  const { gapRms } = measures;
  if (gapRms === undefined) throw new Error("gapRms is not measured");
  const other = { ...gapRms, value: gapRms.value * (1 + Number.EPSILON) };
  expect(mismatchOf(spec, { ...rest, measures: { ...measures, gapRms: other } }, outcomes)).toBe("gapRms");
  const failure = { name: "worker-died", message: "out of memory", seed: 2026, path: -1 };
  expect(mismatchOf(spec, { ...rest, loss: null, measures: {}, failure }, outcomes)).toBe("worker-died");
});
