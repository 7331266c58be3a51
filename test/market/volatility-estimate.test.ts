// Volatility from returns: reference values, a known volatility found again, and gaps that stay gaps.
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { detectJumps } from "../../src/market/jump-detection.ts";
import { joinPrices } from "../../src/market/price-history.ts";
import { logReturns, type ReturnSeries, yearSeconds } from "../../src/market/returns.ts";
import { bipowerVariation, estimateVolatility, realisedVariance } from "../../src/market/volatility-estimate.ts";
import { csvOfReturns, priceFile, seededNormal, seededUniform } from "./synthetic-prices.ts";

const reference = "../shared/reference/05-timeseries.json";

function seriesOf(returns: readonly number[], barSeconds: number): ReturnSeries {
  return logReturns(joinPrices([priceFile(csvOfReturns([0, ...returns], barSeconds))], null));
}

describe.skipIf(!existsSync(reference))("reference case realised_vol (skipped without the shared folder)", () => {
  test("realised variance, bipower variation and annualised volatility are those of 40-digit arithmetic", () => {
    const { cases } = JSON.parse(readFileSync(reference, "utf8"));
    const { inputs, expected } = cases.find(({ kind }: { kind: string }) => kind === "realised_vol");
    const close: number[] = inputs.close;
    const returns = Float64Array.from(close.slice(1), (price, i) => Math.log(price / (close[i] ?? Number.NaN)));
    const variance = realisedVariance(returns);
    expect(variance / expected.realised_variance).toBeCloseTo(1, 10);
    expect(bipowerVariation(returns) / expected.bipower_variation).toBeCloseTo(1, 10);
    const annual = Math.sqrt((variance / returns.length) * inputs.periods_per_year);
    expect(annual / expected.annualised_vol).toBeCloseTo(1, 10);
  });
});

test("a known volatility lies within three standard errors, with and without jumps", () => {
  const normal = seededNormal(seededUniform(11));
  const perBar = 0.8 * Math.sqrt(3600 / yearSeconds);
  const returns = Array.from({ length: 20_000 }, (_, i) => perBar * normal() + (i % 400 === 200 ? -0.05 : 0));
  const series = seriesOf(returns, 3600);
  const { total, diffusive, jumpShare } = estimateVolatility(series, detectJumps(series, null).jumps);
  expect(Math.abs(diffusive.value - 0.8)).toBeLessThan(3 * (diffusive.standardError ?? 0));
  const jumpVariance = (0.05 ** 2 / 400) * (yearSeconds / 3600);
  expect(Math.abs(total.value - Math.sqrt(0.64 + jumpVariance))).toBeLessThan(3 * (total.standardError ?? 0));
  // Share of the jumps less what they add to bipower variation through their neighbours.
  expect(jumpShare).toBeGreaterThan(0.5 * (jumpVariance / (0.64 + jumpVariance)));
  expect(jumpShare).toBeLessThan(jumpVariance / (0.64 + jumpVariance));
});

test("the standard error is that of the estimates over many samples", () => {
  const normal = seededNormal(seededUniform(12));
  const runs = Array.from({ length: 200 }, () =>
    estimateVolatility(
      seriesOf(
        Array.from({ length: 900 }, () => 0.01 * normal()),
        3600,
      ),
      [],
    ),
  );
  const values = runs.map(({ diffusive }) => diffusive.value);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
  const said = runs.reduce((sum, { diffusive }) => sum + (diffusive.standardError ?? 0), 0) / runs.length;
  expect(said / spread).toBeGreaterThan(0.85); // 200 runs: 5 % noise on the spread
  expect(said / spread).toBeLessThan(1.15);
});

test("no return is formed across a gap, however far the price moved in it", () => {
  const normal = seededNormal(seededUniform(13));
  const calm = () => Array.from({ length: 300 }, () => 0.001 * normal());
  const [first, second] = [calm(), calm()];
  const before = csvOfReturns(first, 3600);
  const after = csvOfReturns([1, ...second], 3600, 1_600_000_200 + 400 * 3600)
    .trim()
    .split("\n")
    .slice(2); // price times e
  const history = joinPrices([priceFile(before + after.join("\n"))], null);
  expect(history.provenance).toMatchObject({ gaps: 1, gapSeconds: 101 * 3600 });
  const { stretches } = logReturns(history);
  expect(stretches.map(({ value }) => value.length)).toEqual([299, 299]);
  expect(Math.max(...stretches.flatMap(({ value }) => [...value].map(Math.abs)))).toBeLessThan(0.01);
});
