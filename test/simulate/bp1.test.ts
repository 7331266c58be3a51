// BP-1: the deterministic cascade, block by block and in every variant, against the golden file.
import { expect, test } from "vitest";
import { traceColumn } from "../../src/simulate/trace.ts";
import { BP1, golden, outcomesOf, relative, simulate, simulatorOf, type Values } from "./benchmark-plants.ts";

const file = golden("bp1.json");

/** A variant of the golden file in the model's parameters. */
function inModel(change: Readonly<Record<string, number>>): Values {
  const values: Record<string, number> = { ...BP1 };
  const maxLeverage = change.maxLeverage ?? 20;
  values["margin.initial"] = 1 / maxLeverage;
  values["margin.maintenanceShare"] = (change.maintenance ?? 0.025) * maxLeverage;
  const names: Readonly<Record<string, string>> = {
    shock: "shock.size",
    shockBlock: "shock.block",
    shockBlocks: "shock.blocks",
    liquidationCap: "liquidation.cap",
    depth0: "depth.initial",
    blockTime: "time.block",
    blocks: "time.blocks",
    arbitrageDelay: "arbitrage.delay",
  };
  for (const [from, to] of Object.entries(names)) if (change[from] !== undefined) values[to] = change[from];
  if (change.triggerDelay !== undefined) {
    values["delay.oracle"] = 0;
    values["delay.keeper"] = change.triggerDelay;
  }
  return values;
}

test("every block of the trace agrees with the reference to 1e-9", () => {
  const { simulator, vector } = simulatorOf(BP1, 1, 1);
  const trace = simulator.trace(vector, 1);
  const columns = (["mark", "flowUsd", "depth", "insurance", "badDebt"] as const).map((name) =>
    traceColumn(trace, 0, name),
  );
  expect(file.trace).toHaveLength(600);
  let worst = 0;
  for (const [k, ...expected] of file.trace)
    expected.forEach((value: number, i: number) => {
      worst = Math.max(worst, relative(columns[i]?.[k] ?? Number.NaN, value));
    });
  expect(worst).toBeLessThan(1e-9);
});

interface Variant extends Record<string, unknown> {
  readonly name: string;
  readonly overrides: Readonly<Record<string, number>>;
  readonly peakDrawdown: number;
  readonly peakGap: number;
  readonly gapArea: number;
  readonly liquidatedUsd: number;
  readonly minDepth: number;
  readonly badDebt: number;
  readonly insurance: number;
  readonly finalMark: number;
  readonly liquidatedLong: number;
  readonly liquidatedShort: number;
  readonly lastLiquidationBlock: number;
}

const variants: readonly Variant[] = file.variants;

test.each(variants)("variant $name has the reference's summary", (v) => {
  const o = outcomesOf(simulate(inModel(v.overrides), 1, 1), 0);
  const pairs: [string, number][] = [
    ["drawdownFromStart", v.peakDrawdown],
    ["peakGap", v.peakGap],
    ["gapArea", v.gapArea],
    ["liquidatedUsd", v.liquidatedUsd],
    ["minDepth", v.minDepth],
    ["badDebtUsd", v.badDebt],
    ["finalInsuranceUsd", v.insurance],
    ["finalMark", v.finalMark],
    ["liquidatedLongShare", v.liquidatedLong],
    ["liquidatedShortShare", v.liquidatedShort],
  ];
  // A gap is a difference of logs near zero: 1e-12 absolute there (bench/README.md).
  for (const [name, expected] of pairs)
    expect(
      relative(o[name] ?? Number.NaN, expected) < 1e-9 || Math.abs((o[name] ?? Number.NaN) - expected) < 1e-12,
      name,
    ).toBe(true);
  expect(o.lastLiquidationBlock).toBe(v.lastLiquidationBlock);
  if (v.overrides.depth0 === undefined) expect(Math.abs(o.conservationErrorUsd ?? Number.NaN)).toBeLessThan(1e-5);
});
