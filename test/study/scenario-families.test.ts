// Scenario families and races at the door of a study, and the worlds that come of them.
import { expect, test } from "vitest";
import { UserError } from "../../src/numeric/user-error.ts";
import { costOf } from "../../src/study/cost.ts";
import { specHash } from "../../src/study/signature.ts";
import type { StudySpec } from "../../src/study/spec.ts";
import { studyOf } from "../../src/study/study-file.ts";
import { worldsOf } from "../../src/study/worlds.ts";

const calm = { name: "calm", weight: 3 };
const crash = { name: "crash", set: { "shock.size": "-15 %", "shock.block": "2400 blocks" } };

function read(scenarios: unknown, search: unknown = {}): StudySpec {
  return studyOf("study.yaml", { name: "a", scenarios, search }).spec;
}

function complaint(scenarios: unknown, search: unknown = {}): string {
  try {
    read(scenarios, search);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return "no complaint";
}

test("a family is the study's world with other values, played with its share where it is used", () => {
  const spec = read({ paths: 16, families: [calm, { ...crash, use: ["search", "holdout"] }] });
  expect(spec.scenarios.aggregate).toEqual({ kind: "mean" });
  const [first, second] = worldsOf(spec, "search");
  expect(first).toMatchObject({ name: "calm", weight: 0.75, values: {}, paths: 16 });
  expect(second).toMatchObject({ name: "crash", weight: 0.25, values: { "shock.size": -0.15, "shock.block": 2400 } });
  expect(worldsOf(spec, "validation")).toMatchObject([{ name: "calm", weight: 1, paths: 64 }]);
  expect(worldsOf(read({ paths: 16 }), "search")).toEqual([
    { name: null, weight: 1, values: {}, seed: 2026, paths: 16 },
  ]);
});

test("every family has seeds of its own, which depend on its name and not on its neighbours", () => {
  const seeds = ({ scenarios }: StudySpec) => [
    ...(["search", "validation", "holdout"] as const).map((phase) => scenarios[phase].seed),
    ...(scenarios.families ?? []).flatMap((family) => Object.values(family.seeds)),
  ];
  const both = read({ families: [calm, crash] });
  expect(new Set(seeds(both)).size).toBe(9);
  expect(read({ families: [crash] }).scenarios.families?.[0]?.seeds).toEqual(both.scenarios.families?.[1]?.seeds);
  expect(seeds(read({ seed: 7, families: [calm, crash] })).filter((seed) => seeds(both).includes(seed))).toEqual([]);
});

test("families and races are part of what a study is, and of what it costs", () => {
  const plain = read({ paths: 64 });
  expect(Object.keys(plain.scenarios)).toEqual(["search", "validation", "holdout", "rescore"]);
  const families = read({ paths: 64, families: [calm, { ...crash, set: { "time.blocks": 3600 } }] });
  const raced = read({ paths: 64 }, { race: { rungs: [16, 64], risk: "5 %" } });
  expect(raced.search.race).toEqual({ rungs: [16, 64], risk: 0.05 });
  expect(new Set([plain, families, raced].map(specHash)).size).toBe(3);
  expect(costOf(families, 1).stepsPerTrial).toBe(1.5 * costOf(plain, 1).stepsPerTrial);
});

test.each([
  [
    { families: [{ name: "a", set: { "margin.initial": "2 %" } }] },
    "families[0] > set > margin.initial: is not decided by",
  ],
  [{ families: [{ name: "a", set: { "shock.siz": 1 } }] }, "no such key; did you mean shock.size?"],
  [{ families: [{ name: "a", set: { "shock.size": "3 s" } }] }, 'families[0] > set > shock.size: found "3 s"'],
  [
    { families: [{ name: "a", set: { "book.leastLeverage": 100 } }] },
    "set > book.leastLeverage: found 100; expected at m",
  ],
  [{ families: [calm, calm] }, "families[1] > name: found calm, the name of families[0]"],
  [{ families: [{ ...calm, use: ["search"] }] }, "found none that is used in holdout"],
  [{ families: [{ ...calm, weight: 0 }] }, "families[0] > weight: found 0; expected above 0"],
  [{ families: [{ name: "__proto__" }] }, "expected letters, digits and dashes"],
  [{ families: [] }, "scenarios > families: found []; expected at least 1 entry"],
  [{ families: [calm], aggregate: { cvar: "100 %" } }, "aggregate > cvar: found 100 %; expected 0 % to below 100 %"],
  [{ families: [calm], aggregate: "best" }, 'aggregate: found "best"; expected mean, worst, or { cvar: 80 % }'],
  [{ aggregate: "worst" }, "aggregate: found without scenarios > families"],
])("%j is refused: %s", (scenarios, words) => {
  expect(complaint(scenarios)).toContain(words);
});

test.each([
  [{ rungs: [8, 64] }, "rungs[0]: found 8; expected a multiple of 8, at least 16"],
  [{ rungs: [20, 64] }, "rungs[0]: found 20; expected a multiple of 8"],
  [{ rungs: [32, 16, 64] }, "rungs[1]: found 16; expected a multiple of 8, at least 33"],
  [{ rungs: [16, 32] }, "rungs: found 32 as the last; expected scenarios > paths (64)"],
  [{ rungs: [64] }, "rungs: found [64]; expected at least 2 entries"],
  [{ rungs: [16, 64], risk: "60 %" }, "risk: found 60 %; expected above 0 % and below 50 %"],
  [{ rungs: [16, 64], risk: "1 s" }, 'risk: found "1 s"'],
])("a race %j is refused: %s", (race, words) => {
  expect(complaint({ paths: 64 }, { race })).toContain(words);
});
