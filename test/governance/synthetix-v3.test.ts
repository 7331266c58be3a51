// Synthetix V3 calls: selectors, whole structs from imported values, and the inverse of the closed forms.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { adaptersFor } from "../../src/governance/adapters.ts";
import { decodedArguments, selectorOf } from "../../src/governance/function-call.ts";
import type { Adapter } from "../../src/governance/on-chain.ts";
import {
  setFundingParameters,
  setLiquidationParameters,
  setMaxLiquidationParameters,
  synthetixParameters,
} from "../../src/governance/synthetix-v3.ts";
import { type ProtocolFile, plantValues } from "../../src/protocol/normalised.ts";

const path = new URL("../../configs/protocols/synthetix-v3-eth.yaml", import.meta.url);
const file: ProtocolFile = parse(readFileSync(path, "utf8"));
const values = { ...plantValues(file, 3500), "price.initial": 3500 };

function adapter(): Adapter {
  const [found] = adaptersFor(file, values, [], { target: null, controller: null }).adapters;
  if (found === undefined) throw new Error("no adapter");
  return found;
}

test("the selectors are those of the deployed market", () => {
  expect(selectorOf(setFundingParameters)).toBe("0xc2382277");
  expect(selectorOf(setLiquidationParameters)).toBe("0x25e5409e");
  expect(selectorOf(setMaxLiquidationParameters)).toBe("0xc7f8a94f");
});

test("today's values encode to today's integers, up to the last digit of a double", () => {
  for (const row of synthetixParameters(file)) {
    const gap = Number(row.encode(values) - row.today) / Number(row.today);
    expect(Math.abs(gap), row.name).toBeLessThan(1e-14);
  }
});

test("a new velocity writes the whole funding struct with today's skew scale", () => {
  const [call, ...others] = adapter().calls(new Map(), new Map([["fundingGain", 4n * 10n ** 18n]]));
  expect(others).toEqual([]);
  expect(call?.target).toMatch(/^NOT NAMED: PerpsMarketProxy/); // the source names no address
  const args = decodedArguments(setFundingParameters, call?.calldata ?? "0x");
  expect(args).toEqual([100n, 300_000n * 10n ** 18n, 4n * 10n ** 18n]);
});

test("a new maintenance scalar keeps the other four fields, in the order of the function", () => {
  const [call] = adapter().calls(new Map(), new Map([["maintenanceShare", 5n * 10n ** 17n]]));
  const args = decodedArguments(setLiquidationParameters, call?.calldata ?? "0x");
  const e15 = 10n ** 15n;
  expect(args).toEqual([100n, 1160n * e15, 20n * e15, 500n * e15, 3n * 10n ** 14n, 15_000n * e15]);
});

test("the endorsed liquidator and the window stay when the liquidation multiplier changes", () => {
  const [call] = adapter().calls(new Map(), new Map([["liquidationMultiplier", 10n ** 18n]]));
  const args = decodedArguments(setMaxLiquidationParameters, call?.calldata ?? "0x");
  expect(args).toEqual([100n, 10n ** 18n, 30n, 5n * 10n ** 14n, "0x11233749514Ab8d00C0A5873DF7428b3db70030f"]);
});

test("a skew scale of zero, which the chain accepts and which switches everything off, is refused", () => {
  expect(synthetixParameters(file).find(({ name }) => name === "skewScale")?.minimum).toBe(1n);
});

test("a new skew scale also moves the depth and the typical margin: the acting values say so", () => {
  const acting = adapter().acting(values, new Map([["skewScale", 600_000n * 10n ** 18n]]));
  expect(acting["depth.initial"]).toBe(2.1e9);
  expect(acting["margin.initial"]).toBeCloseTo(0.02 + (30e6 / 1000 / 3500 / 600_000) * 1.16, 12);
  expect(acting["velocity.max"]).toBe(9);
});
