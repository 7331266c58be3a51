// A study file is checked at the door: everything wrong with it at once, in words; everything right becomes SI numbers.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { UserError } from "../../src/numeric/user-error.ts";
import { parameters } from "../../src/simulate/parameters.ts";
import { freshSeed } from "../../src/study/seed-families.ts";
import { readStudy, requireSearch, studyOf } from "../../src/study/study-file.ts";
import { parseYaml } from "../../src/study/yaml-file.ts";

const read = (text: string) => studyOf("study.yaml", parseYaml("study.yaml", text)).spec;

function complaint(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return "no complaint";
}

const good = `
name: quick
set: { funding.law: controller, delay.command: 5 blocks, margin.initial: 2%, time.block: 10 s, arbitrage.capital: .inf }
tune:
  funding.kp: { from: 0.1 %/day, to: 1, scale: log }
  margin.initial:
objective:
  losses: [{ metric: excessDrawdown }, { metric: lpReturn, weight: 2, scale: 0.01 }]
  constraints: [{ metric: insolvency, atMost: 1% }]
scenarios: { horizon: 1 h, paths: 8, seed: 7 }
`;

test("a good study is read in SI units with every default filled in", () => {
  const spec = read(good);
  expect(spec.values["margin.initial"]).toBe(0.02);
  expect(spec.values["funding.law"]).toBe(3);
  expect(spec.values["time.blocks"]).toBe(360);
  expect(spec.values["arbitrage.capital"]).toBe(Infinity);
  expect(spec.origins["margin.initial"]).toBe("set");
  expect(spec.origins["price.initial"]).toBe("default");
  expect(Object.keys(spec.values).sort()).toEqual([...new Set(parameters.map((row) => row.name))].sort());
  const [kp] = spec.tune.filter((tuned) => tuned.parameter.name === "funding.kp");
  expect(kp).toMatchObject({ from: 0.001, to: 1, scale: "log", today: 0 });
  expect(spec.losses).toEqual([
    { metric: "excessDrawdown", weight: 1, scale: "baseline" },
    { metric: "lpReturn", weight: 2, scale: 0.01 },
  ]);
  expect(spec.constraints).toEqual([{ metric: "insolvency", atMost: 0.01 }]);
  expect(spec.scenarios.search).toEqual({ seed: 7, paths: 8 });
  expect(spec.scenarios.validation).toEqual({ seed: freshSeed(7, 1, []), paths: 32 });
  expect(spec.scenarios.holdout).toEqual({ seed: freshSeed(7, 2, []), paths: 64 });
});

test("all problems of a bad study are told at once, in the words of the golden file", () => {
  const text = readFileSync("test/golden/bad-study.yaml", "utf8");
  expect(`${complaint(text)}\n`).toBe(readFileSync("test/golden/bad-study.txt", "utf8"));
});

test.each([
  ["name: [", "line 1"],
  ["name: a\nname: b", "Map keys must be unique"],
  ["- 1", "expected a map of keys; "],
  ["", "expected a map of keys"],
  ["name: a\nset: { funding.kp: 3 blocks }", 'set > funding.kp: found "3 blocks"; expected a number in 1/day/y'],
  ["name: a\nset: { delay.command: 5 s }", 'set > delay.command: found "5 s"; expected a number in blocks'],
  ["name: a\nset: { funding.kp: 1e9 }", "set > funding.kp: found 1000000000; expected at most 2 1/day/y"],
  ["name: a\ntune: { premium.window: }\nset: { funding.law: velocity }", "no effect while funding.law is velocity"],
  [
    "name: a\ntune: { funding.kp: }",
    "tune > funding.kp: has no effect while funding.law is premium; set funding.law: controller",
  ],
  [
    "name: a\ntune: { margin.setpoint: { from: 0, to: 1 } }",
    "margin.kp and margin.ki and margin.kd are zero; set or tune a gain",
  ],
  ["name: a\ntune: { margin.max: { from: 5%, to: 1% } }", "tune > margin.max"],
  ["name: a\ntune: { liquidation.cap: }", "tune > liquidation.cap > to: found nothing; expected a finite number"],
  [
    "name: a\ntune: { liquidation.cap: { to: 1 } }",
    "tune > liquidation.cap > from: found 0; expected a number above 0 on a log scale",
  ],
  ["name: a\nset: { funding.min: 0.2 /day }", "funding.min: found 0.2; expected at most funding.max (0.05)"],
  ["name: a\nset: { margin.maintenanceShare: 0.95 }", "maintenance stays below initial margin"],
  ["name: a\nmarket: none.yaml", "market (none.yaml): no such file"],
  ["name: a\nscenarios: { seed: 1, holdout: { seed: 1 } }", "the families must not share paths"],
  ["name: a\nscenarios: { seed: 4294967296 }", "scenarios > seed: found 4294967296; expected at most 4294967295"],
  ["name: a\nscenarios: { horizon: 1 h }\nset: { time.blocks: 3 }", "expected only one of them"],
  ["name: a\nstatic: {}", "static: found nothing; expected at least one parameter, or no such key"],
  ["name: a\nstatic: { margin.intial: }", "static > margin.intial: no such key; did you mean margin.initial?"],
  ["name: a\nstatic: { shock.size: }", "static > shock.size: no such key"],
  [
    "name: a\nstatic: { margin.initial: { from: 5 %, to: 2 % } }",
    "static > margin.initial > to: found 0.02; expected a number above",
  ],
  ["name: a\nstatic: { margin.initial: { to: 3 s } }", 'static > margin.initial > to: found "3 s"; expected a '],
  ["name: a\nstatic: { funding.kp: }", "static > funding.kp: has no effect while funding.law is premium"],
  ["name: a\nset: { __proto__: 1, constructor: 2 }", "set > constructor: no such"],
])("%s is refused: %s", (text, words) => {
  expect(complaint(text)).toContain(words.replace(/; $/, ""));
});

test("whatever a file holds, the reader answers with a study or a UserError", () => {
  const json = fc.jsonValue().map((value) => JSON.stringify(value));
  const broken = fc
    .tuple(fc.constantFrom("set", "tune", "objective", "search", "scenarios", "name", "market"), fc.jsonValue())
    .map(([key, value]) =>
      `${good}${key}x: 1\n`.replace(new RegExp(`^${key}:.*$`, "m"), `${key}: ${JSON.stringify(value)}`),
    );
  const cut = fc.nat(good.length).map((at) => good.slice(0, at));
  const noise = fc
    .tuple(fc.nat(good.length), fc.string())
    .map(([at, text]) => good.slice(0, at) + text + good.slice(at));
  fc.assert(
    fc.property(fc.oneof(json, broken, cut, noise, fc.string()), (text) => {
      complaint(text);
    }),
    { numRuns: 150 },
  );
});

test("whatever a value is, setting or tuning it ends in a study or a UserError", () => {
  const names = fc.constantFrom(...parameters.map((row) => row.name), "__proto__", "nothing");
  const value = fc.oneof(
    fc.double(),
    fc.string(),
    fc.constant(null),
    fc.constantFrom("inf", "1 s", "2%", "controller"),
  );
  const section = fc.constantFrom("set", "tune");
  fc.assert(
    fc.property(section, names, value, value, (where, name, a, b) => {
      const inner = where === "set" ? a : { from: a, to: b };
      try {
        studyOf("study.yaml", JSON.parse(JSON.stringify({ name: "a", [where]: { [name]: inner } })));
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }),
    { numRuns: 150 },
  );
});

test("market values lie below the study's own and above the defaults", () => {
  const folder = mkdtempSync(join(tmpdir(), "flyball-"));
  writeFileSync(
    join(folder, "m.yaml"),
    "name: m\nvalues: { price.volatility: 0.5, price.initial: 200 }\nprovenance: none\n",
  );
  writeFileSync(join(folder, "s.yaml"), "name: s\nmarket: m.yaml\nset: { price.initial: 300 USD/coin }\n");
  const { spec, dataHashes } = readStudy(join(folder, "s.yaml"), { "delay.command": "7" });
  expect(spec.values["price.volatility"]).toBe(0.5);
  expect(spec.values["price.initial"]).toBe(300);
  expect(spec.values["delay.command"]).toBe(7);
  expect(Object.keys(dataHashes)).toEqual(["m.yaml"]);
});

test("a study without goals can be simulated but not searched", () => {
  const file = studyOf("study.yaml", { name: "a" });
  expect(() => requireSearch(file)).toThrow("objective: found nothing; expected losses to minimise");
});

test("goals are read in the unit of their metric, weigh equally where no losses are written, and choose by the knee", () => {
  const goals = "{ goals: [{ metric: excessDrawdown, atMost: 2 % }, { metric: capitalEfficiency, atLeast: 10 }] }";
  const spec = read(`name: several\nobjective: ${goals}\n`);
  expect(spec.goals).toEqual([
    { metric: "excessDrawdown", atMost: 0.02 },
    { metric: "capitalEfficiency", atLeast: 10 },
  ]);
  expect(spec.losses).toEqual([
    { metric: "excessDrawdown", weight: 1, scale: 0.02 },
    { metric: "capitalEfficiency", weight: 1, scale: 10 },
  ]);
  expect(spec.choose).toBe("knee");
});

test("a goal stands on the better side of its metric, once; a rule of choice needs goals", () => {
  const twice = "[{ metric: badDebt, atLeast: 5 }, { metric: badDebt, atMost: 1 kUSD }, { metric: lpReturn }]";
  const words = complaint(`name: several\nobjective: { goals: ${twice} }\n`);
  expect(words).toContain("objective > goals[0] > atLeast: found 5; expected only atMost: of badDebt, lower is better");
  expect(words).toContain("objective > goals[1] > metric: found badDebt again; expected every metric once");
  expect(words).toContain("objective > goals[2]: found no limit; expected atMost or atLeast");
  const rule = "{ losses: [{ metric: badDebt }], choose: knee }";
  expect(complaint(`name: one\nobjective: ${rule}\n`)).toContain("objective > choose: found knee without goals");
});

test("races and rules of ending watch one loss: beside goals they are refused", () => {
  const goals = "objective: { goals: [{ metric: badDebt, atMost: 1 kUSD }] }";
  const search = "search: { race: { rungs: [16, 64] }, stop: { patience: 3 } }";
  const words = complaint(`name: both\n${goals}\n${search}\nscenarios: { paths: 64 }\n`);
  expect(words).toContain("search > race: found beside objective > goals; expected one loss to race for");
  expect(words).toContain("search > stop: found beside objective > goals; expected one loss to watch");
});

test("a strategy left to the program is chosen by the file's budget and says why", () => {
  const spec = read(
    "name: auto\ntune: { funding.kp: }\nset: { funding.law: controller }\nsearch: { strategy: auto, trials: 100 }\n",
  );
  expect(spec.search.strategy).toBe("turbo");
  expect(spec.search.why).toMatch(/^turbo: for 1 parameters? and 100 evaluations/);
  expect(read("name: own\nsearch: { strategy: sobol }\n").search).not.toHaveProperty("why");
});

test("a static search whose names are all wrong is not said to be empty as well", () => {
  expect(complaint("name: a\nstatic: { margin.intial: }")).not.toContain("found nothing");
});
