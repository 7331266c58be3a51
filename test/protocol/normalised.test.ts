// Today's parameters of real protocols in the model's words, against numbers worked out by hand from the sources.
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { fromChain } from "../../src/protocol/chain-unit.ts";
import { impactDepth, openingFactor } from "../../src/protocol/gmx-v2.ts";
import { chainUnits, type ProtocolFile, plantValues, withIntegers } from "../../src/protocol/normalised.ts";
import { parameters } from "../../src/simulate/parameters.ts";

const folder = new URL("../../configs/protocols/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));

function protocolFile(name: string): ProtocolFile {
  return parse(readFileSync(new URL(name, folder), "utf8"));
}

test("there is a file for two GMX markets, two dYdX tiers and a Synthetix market, and each opens with its intent", () => {
  expect(files).toEqual(
    expect.arrayContaining([
      "dydx-v4-btc.yaml",
      "dydx-v4-eth.yaml",
      "gmx-v2-btc-usdc.yaml",
      "gmx-v2-eth-usdc.yaml",
      "synthetix-v3-eth.yaml",
    ]),
  );
  for (const name of files) expect(readFileSync(new URL(name, folder), "utf8")).toMatch(/^# Intent: .+\n# Source: .+/);
});

test.each(files)("%s: every value is its integer on chain, and every family parameter is there", (name) => {
  const file = protocolFile(name);
  const units = chainUnits(file.family);
  expect(Object.keys(file.parameters).sort()).toEqual(Object.keys(units).sort());
  for (const [key, row] of Object.entries(file.parameters)) {
    const unit = units[key];
    if (unit === undefined) throw new Error(key);
    expect([key, row.value, row.unit]).toEqual([key, fromChain(BigInt(row.raw), unit), unit.unit]);
  }
});

test.each(files)("%s: its values lie within the model's bounds", (name) => {
  const table = new Map(parameters.map((row) => [row.name, row]));
  for (const [key, value] of Object.entries(plantValues(protocolFile(name), 3500))) {
    const row = table.get(key);
    expect(row, key).toBeDefined();
    expect(value, key).toBeGreaterThanOrEqual(row?.min ?? Infinity);
    expect(value, key).toBeLessThanOrEqual(row?.max ?? -Infinity);
  }
});

test("GMX ETH: depth is 1 / (2 * 9e-11), the opening factor exceeds what open interest asks for, funding is per day", () => {
  const values = plantValues(protocolFile("gmx-v2-eth-usdc.yaml"), 3500);
  expect(values["depth.initial"]).toBeCloseTo(5_555_555_555.555556, 3);
  expect(values["margin.initial"]).toBe(0.005); // 6e-11 * 60e6 = 0.0036 < 0.005
  expect(values["margin.maintenanceShare"]).toBe(1);
  expect(values["liquidation.fee"]).toBe(0.002);
  expect(values["oracle.markWeight"]).toBe(0);
  expect(values["funding.law"]).toBe(2);
  // maximum 75 % a year, reached in three hours at full imbalance, gone in 48 hours
  expect(values["adaptive.max"]).toBeCloseTo(0.75 / 365, 15);
  expect(values["adaptive.increase"]).toBeCloseTo(0.75 / 365 / (3 / 24), 15);
  expect(values["adaptive.decrease"]).toBeCloseTo(0.75 / 365 / 2, 15);
  expect(values["adaptive.min"]).toBeCloseTo(0.01 / 365, 15);
  expect(values["adaptive.stableThreshold"]).toBe(0.04);
});

test("GMX: beyond 83 million USD a side the open interest sets the opening requirement", () => {
  expect(openingFactor(0.005, 6e-11, 110e6)).toBeCloseTo(0.0066, 15);
  expect(openingFactor(0.005, 6e-11, 83e6)).toBe(0.005);
});

test("GMX: depth at another exponent is the reciprocal slope of the marginal impact", () => {
  const [factor, exponent, imbalance] = [2e-9, 1.8, 4e6];
  const marginal = (d: number) => exponent * factor * d ** (exponent - 1);
  const slope = marginal(imbalance) / imbalance;
  expect(impactDepth(factor, exponent, imbalance)).toBeCloseTo(1 / slope, 0);
});

test("Synthetix ETH on Base: depth is 300,000 coins times the price, margin is stated at the book's slot size", () => {
  const values = plantValues(protocolFile("synthetix-v3-eth.yaml"), 3500);
  expect(values["depth.initial"]).toBe(1.05e9);
  expect(values["velocity.max"]).toBe(9);
  expect(values["velocity.skewScale"]).toBe(300_000);
  // 30 MUSD / 1000 slots / 3500 USD = 8.571 coins; 8.571 / 300000 * 1.16 + 0.02
  expect(values["margin.initial"]).toBeCloseTo(0.020033142857, 12);
  expect(values["margin.maintenanceShare"]).toBe(0.28);
  // (0.01 bp + 5 bp) * 1.5 * 12 s of the skew scale: 6,763.5 coins in 30 s are 2,705.4 in 12 s, of 300,000
  expect(values["liquidation.cap"]).toBeCloseTo(2705.4 / 300_000, 12);
});

test("dYdX large cap: five per cent initial, three per cent maintenance, and six times the gap limits eight hours of funding", () => {
  const values = plantValues(protocolFile("dydx-v4-eth.yaml"), 3500);
  expect(values["margin.initial"]).toBe(0.05);
  expect(values["margin.maintenanceShare"]).toBe(0.6);
  expect(values["premium.limit"]).toBeCloseTo(3 * 6 * 0.02, 15);
  expect(values["premium.window"]).toBe(300); // one hour of 12-second blocks
  expect(values["premium.clamp"]).toBe(0);
  expect(values["liquidation.cap"]).toBe(Infinity);
});

test("dYdX depth is an assumption, the two others' is not", () => {
  for (const name of files) {
    const file = protocolFile(name);
    expect("depth.initial" in file.assumptions, name).toBe(file.family === "dydx-v4");
    for (const row of Object.values(file.assumptions)) expect(row.why.length).toBeGreaterThan(10);
  }
});

test("changing an integer changes the value that it stands for, and what follows from it", () => {
  const file = protocolFile("dydx-v4-eth.yaml");
  const changed = withIntegers(file, new Map([["initialMargin", 20_000n]]));
  expect(changed.parameters.initialMargin?.value).toBe(0.02);
  expect(plantValues(changed, 3500)["premium.limit"]).toBeCloseTo(3 * 6 * 0.008, 15); // 4.8 % per eight hours
  expect(file.parameters.initialMargin?.value).toBe(0.05);
});
