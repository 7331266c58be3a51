// GMX v2 calls: keys against the protocol's own test value, order of a batch, ranges, and the way back.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { decodeAbiParameters } from "viem";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { adaptersFor } from "../../src/governance/adapters.ts";
import { decodedArguments, selectorOf } from "../../src/governance/function-call.ts";
import { gmxBaseKey, gmxConflict, gmxMarketData, gmxParameters, setUint } from "../../src/governance/gmx-v2.ts";
import type { Adapter, Integers } from "../../src/governance/on-chain.ts";
import { integerChange } from "../../src/governance/plan.ts";
import { type ProtocolFile, plantValues } from "../../src/protocol/normalised.ts";

const path = new URL("../../configs/protocols/gmx-v2-eth-usdc.yaml", import.meta.url);
const file: ProtocolFile = parse(readFileSync(path, "utf8"));
const values = { ...plantValues(file, 3500), "price.initial": 3500 };

function adapter(): Adapter {
  const [found] = adaptersFor(file, values, [], { target: null, controller: null }).adapters;
  if (found === undefined) throw new Error("no adapter");
  return found;
}

function parameter(name: string) {
  const row = gmxParameters(file).find((candidate) => candidate.name === name);
  if (row === undefined) throw new Error(name);
  return row;
}

test("a base key is the hash of the encoded string, as in the protocol's own test value", () => {
  expect(gmxBaseKey("FUNDING_INCREASE_FACTOR_PER_SECOND")).toBe(
    "0xf107e6afaae3407c99cd46b4f6b09eab1eb038afa0327733a30098b8781f5019",
  );
});

test("setUint has the selector of the deployed Config", () => {
  expect(selectorOf(setUint)).toBe("0xa43f85c5");
});

test("today's values encode to today's integers", () => {
  for (const row of gmxParameters(file)) {
    const gap = row.encode(values) - row.today; // today's integer has more digits than a double keeps
    expect(Number(gap < 0n ? -gap : gap) / Math.max(1, Number(row.today)), row.name).toBeLessThan(2 ** -52);
  }
});

test("a call names the key, the market and the new integer, and goes to Config", () => {
  const [call] = adapter().calls(new Map(), new Map([["fundingGain", 3_000_000_000_000_000_000n]]));
  const [key, data, value] = decodedArguments(setUint, call?.calldata ?? "0x");
  expect(key).toBe(gmxBaseKey("FUNDING_INCREASE_FACTOR_PER_SECOND"));
  expect(data).toBe(gmxMarketData("0x70d95587d40A2caf56bd97485aB3Eec10Bee6336"));
  expect(
    decodeAbiParameters([{ type: "address" }], gmxMarketData("0x70d95587d40A2caf56bd97485aB3Eec10Bee6336")),
  ).toEqual(["0x70d95587d40A2caf56bd97485aB3Eec10Bee6336"]);
  expect(value).toBe(3_000_000_000_000_000_000n);
  expect(call?.target).toBe("0x0BBbbF9D0cbdE8069e926c859E530B00Bfe90072");
});

const rate = fc.bigInt({ min: 0n, max: 10n ** 23n });

/** Plays the calls against the check of the code: each write is compared with the other's stored value. */
function playsThrough(from: Integers, to: Integers): boolean {
  const stored = new Map(from);
  for (const call of adapter().calls(from, to)) {
    const [key, , value] = decodedArguments(setUint, call.calldata);
    const name = key === gmxBaseKey("MAX_FUNDING_FACTOR_PER_SECOND") ? "fundingMax" : "fundingMin";
    if (typeof value !== "bigint") return false;
    stored.set(name, value);
    if ((stored.get("fundingMin") ?? 0n) > (stored.get("fundingMax") ?? 0n)) return false;
  }
  return [...to].every(([name, raw]) => stored.get(name) === raw);
}

test("whatever pair of funding limits moves to whatever other pair, no call on the way is refused, nor on the way back", () => {
  const pair = fc.tuple(rate, rate).map(
    ([a, b]) =>
      new Map([
        ["fundingMin", a < b ? a : b],
        ["fundingMax", a < b ? b : a],
      ]),
  );
  fc.assert(
    fc.property(pair, pair, (from, to) => {
      expect(playsThrough(from, to)).toBe(true);
      expect(playsThrough(to, from)).toBe(true);
    }),
  );
});

test("a value beyond the code's range is cut to the range, and the table says so", () => {
  const row = parameter("fundingGain"); // at most 1e23 / 3600: 0.2074 per day squared
  const change = integerChange(row, row.encode({ ...values, "adaptive.increase": 0.5 }), {});
  expect(change.proposed).toBe(27_777_777_777_777_777_777n);
  expect(change.limitedBy).toBe("code bounds");
  expect(parameter("initialMargin").maximum).toBe(5n * 10n ** 28n);
  expect(parameter("maintenanceRatio").maximum).toBe(10n ** 28n);
  expect(parameter("fundingLeak").maximum).toBe(1_157_407_407_407_407_407n);
});

test("a step limit lets one proposal go half of the way that was asked for", () => {
  const row = parameter("fundingDeadband");
  const limits = { "adaptive.stableThreshold": { value: 0.5, why: "agreed" } };
  const change = integerChange(row, row.encode({ ...values, "adaptive.stableThreshold": 0.1 }), limits);
  expect(change.optimum).toBe(10n ** 29n);
  expect(change.proposed).toBe(6n * 10n ** 28n); // 0.04 * 1.5
  expect(change.limitedBy).toBe("step limit");
});

test("a minimum above the maximum is a conflict", () => {
  expect(gmxConflict(file, new Map([["fundingMin", 10n ** 23n]]))).toMatch(/above/);
  expect(gmxConflict(file, new Map())).toBeNull();
});

test("maintenance is a ratio on chain: it follows the initial margin to keep the share that was simulated", () => {
  const row = parameter("maintenanceRatio");
  expect(row.encode({ ...values, "margin.initial": 0.01, "margin.maintenanceShare": 0.6 })).toBe(6n * 10n ** 27n);
});
