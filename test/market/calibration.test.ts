// From price files to profiles: gzip, provenance, values, and errors for files that are too short.
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { calibrateMarket } from "../../src/market/calibration.ts";
import { parseDuration } from "../../src/market/duration.ts";
import { readPriceFile } from "../../src/market/price-file.ts";
import { joinPrices } from "../../src/market/price-history.ts";
import { marketValueNames } from "../../src/market/profile.ts";
import { profileText } from "../../src/market/profile-file.ts";
import { writeProfile } from "../../src/market/profile-output.ts";
import { yearSeconds } from "../../src/market/returns.ts";
import { csvOfReturns, hawkesTimes, priceFile, seededNormal, seededUniform } from "./synthetic-prices.ts";

const options = { name: "test", rule: "threshold", threshold: null, jumpSize: "measured" } as const;
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "market-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const truth = { base: 3 / 86_400, branching: 0.5, decay: 1 / 1800, mean: -0.01, deviation: 0.015, volatility: 0.6 };

/** 200 days of 1-minute returns with clustered jumps. */
function clusteredReturns(): number[] {
  const uniform = seededUniform(51);
  const normal = seededNormal(uniform);
  const bars = 200 * 1440;
  const perBar = truth.volatility * Math.sqrt(60 / yearSeconds);
  const returns = Array.from({ length: bars }, () => perBar * normal());
  for (const time of hawkesTimes(uniform, truth.base, truth.branching, truth.decay, bars * 60)) {
    const bar = Math.min(bars - 1, Math.floor(time / 60));
    returns[bar] = (returns[bar] ?? 0) + truth.mean + truth.deviation * normal();
  }
  return returns;
}

test("the parameters of a synthetic market come back in the values", () => {
  const history = joinPrices([priceFile(csvOfReturns(clusteredReturns(), 60))], null);
  const { values, estimates, notes } = calibrateMarket(history, history, options);
  expect(Object.keys(values)).toEqual([...marketValueNames]);
  const error = (name: string) => estimates.find((one) => one.name === name)?.standardError ?? Number.NaN;
  const within = (name: (typeof marketValueNames)[number], expected: number, bias: number) =>
    expect(Math.abs(values[name] - expected), name).toBeLessThan(3 * error(name) + bias);
  within("price.volatility", truth.volatility, 0);
  within("jump.rate", truth.base, 0.15 * truth.base); // jumps below 0.4 % are not seen
  within("jump.branching", truth.branching, 0.05);
  within("jump.decay", truth.decay, 0.1 * truth.decay); // two jumps in a bar count as one
  within("jump.mean", truth.mean, 0.001);
  within("jump.deviation", truth.deviation, 0.001);
  expect(notes.join(" ")).toContain("Double counting");
});

describe("jumps from other data", () => {
  test("matched sizes give back the total volatility of the prices", () => {
    const all = clusteredReturns();
    const prices = joinPrices([priceFile(csvOfReturns(all, 60))], null);
    const jumps = joinPrices([priceFile(csvOfReturns(all.slice(0, 40_000), 60), "windows.csv")], 300);
    const profile = calibrateMarket(prices, jumps, { ...options, jumpSize: "matched" });
    const { values } = profile;
    const rate = profile.estimates.find(({ name }) => name === "mean jump rate")?.value ?? Number.NaN;
    const count = profile.estimates.find(({ name }) => name === "jumps found")?.value ?? Number.NaN;
    const second = values["jump.mean"] ** 2 + values["jump.deviation"] ** 2 * (1 - 1 / count);
    const implied = Math.sqrt(values["price.volatility"] ** 2 + rate * second * yearSeconds);
    const total = profile.estimates.find(({ name }) => name === "total volatility")?.value ?? Number.NaN;
    expect(implied / total).toBeCloseTo(1, 4); // six digits are kept
    expect(profile.provenance.jumps.files[0]?.name).toBe("windows.csv");
    expect(profile.notes.join(" ")).toContain("different data");
  });
});

test("a market without jumps gets none, and says that clustering was not fitted", () => {
  const normal = seededNormal(seededUniform(52));
  const history = joinPrices(
    [
      priceFile(
        csvOfReturns(
          Array.from({ length: 3000 }, () => 0.004 * normal()),
          3600,
        ),
      ),
    ],
    null,
  );
  const { values, notes } = calibrateMarket(history, history, options);
  expect(values["jump.branching"]).toBe(0);
  expect(values["jump.rate"] * 86_400).toBeLessThan(0.05);
  expect(notes.join(" ")).toContain("Clustering was not fitted");
});

test("too short a file is refused with the number needed", () => {
  const history = joinPrices(
    [
      priceFile(
        csvOfReturns(
          Array.from({ length: 60 }, (_, i) => 0.001 * (i % 3)),
          3600,
        ),
      ),
    ],
    null,
  );
  const attempt = () => calibrateMarket(history, history, options);
  expect(attempt).toThrow(/found 59 returns between neighbouring bars; expected at least 100/);
  expect(attempt).toThrow(/196 bars without a gap/);
  expect(() => calibrateMarket(history, history, { ...options, rule: "bipower", threshold: -1 })).toThrow(
    /--threshold/,
  );
});

test("a price that never moves is refused", () => {
  const history = joinPrices(
    [
      priceFile(
        csvOfReturns(
          Array.from({ length: 500 }, () => 0),
          3600,
        ),
      ),
    ],
    null,
  );
  expect(() => calibrateMarket(history, history, options)).toThrow(/found 0 returns that could be tested/);
});

test("a gzip file gives the bars of the plain one, and the hash is that of the bytes on disk", () => {
  const text = csvOfReturns([0, 0.01, -0.02, 0.03], 60);
  const zipped = gzipSync(text);
  writeFileSync(join(folder, "plain.csv"), text);
  writeFileSync(join(folder, "zipped.dat"), zipped); // told by its first bytes, not by its name
  const [plain, packed] = [readPriceFile(join(folder, "plain.csv")), readPriceFile(join(folder, "zipped.dat"))];
  expect(packed.text).toBe(plain.text);
  expect(packed.name).toBe("zipped.dat");
  expect(packed.sha256).toBe(createHash("sha256").update(zipped).digest("hex"));
  writeFileSync(join(folder, "cut.gz"), zipped.subarray(0, 20));
  expect(() => readPriceFile(join(folder, "cut.gz"))).toThrow(/complete gzip file/);
  expect(() => readPriceFile(join(folder, "none.csv"))).toThrow(/ENOENT/);
});

test("a profile file can be read back, shows no folder, and is not written over", () => {
  const normal = seededNormal(seededUniform(53));
  const path = join(folder, "hourly.csv");
  writeFileSync(
    path,
    csvOfReturns(
      Array.from({ length: 1000 }, () => 0.004 * normal()),
      3600,
    ),
  );
  const history = joinPrices([readPriceFile(path)], null);
  const profile = calibrateMarket(history, history, options);
  const text = profileText(profile, "A sentence of intent.");
  const read = parse(text);
  expect(text.startsWith('# Market profile "test"')).toBe(true);
  expect(text).not.toContain(folder);
  expect(read.values).toEqual(profile.values);
  expect(read.provenance.volatility.files[0].sha256).toMatch(/^[0-9a-f]{64}$/);
  const out = join(folder, "deep", "test.yaml");
  writeProfile(out, text, false);
  expect(() => writeProfile(out, text, false)).toThrow(/--force/);
  expect(() => writeProfile(out, text, true)).not.toThrow();
});

test("lengths of time are read with their unit and refused without", () => {
  expect(["60s", "5m", "1h", "1d"].map((text) => parseDuration("--bar", text))).toEqual([60, 300, 3600, 86_400]);
  expect(() => parseDuration("--bar", "five")).toThrow(/--bar: found "five"/);
});
