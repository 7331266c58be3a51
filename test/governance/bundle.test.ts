// A bundle of every protocol: what is simulated is what the integers say, and what is said is what is simulated.
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decodeFunctionData, type Hex, isAddress, parseAbi } from "viem";
import { beforeAll, describe, expect, test } from "vitest";
import { type Bundle, makeBundle, writeBundle } from "../../src/governance/bundle.ts";
import { governorProblems } from "../../src/governance/governor.ts";
import { plantValues, withIntegers } from "../../src/protocol/normalised.ts";
import { sha256 } from "../../src/study/canonical.ts";
import { playHere } from "../../src/study/replay.ts";
import { playInThisThread, protocolNamed, recordAt, temporaryFolder, tunedIn } from "./small-proposal.ts";

const store = "0x00000000000000000000000000000000000000C0";
const setParameter = parseAbi(["function setParameter(bytes32 key, int256 value)"]);

async function bundleOf(protocol: string, controller: string | null = store): Promise<Bundle> {
  const targets = { target: null, controller };
  const record = recordAt({ protocol }, 0.37);
  return makeBundle({ record, trial: 1, protocol: protocolNamed(protocol), targets, play: playInThisThread });
}

describe.each(Object.keys(tunedIn))("%s", (protocol) => {
  let bundle: Bundle;
  beforeAll(async () => {
    bundle = await bundleOf(protocol);
  });

  test("both a parameter of the protocol and a gain of the controller are written", () => {
    const moved = bundle.body.integers.filter(({ today, proposed }) => today !== proposed);
    const gains = moved.filter(({ chainName }) => chainName.includes(".stress"));
    expect(gains).toHaveLength(1);
    expect(moved.length).toBeGreaterThanOrEqual(3);
    const calls = bundle.payload.governor?.calldatas ?? [];
    expect(calls.some((data) => data.startsWith("0xa304298a"))).toBe(true); // setParameter(bytes32,int256)
    expect(calls.length > 1 || bundle.payload.messages.length > 0).toBe(true);
  });

  test("the simulated values are those that the integers stand for", () => {
    const { body } = bundle;
    const raws = body.integers.map(({ name, proposed }) => [name, BigInt(proposed)] as const);
    const file = protocolNamed(protocol);
    const own = new Map(raws.filter(([name]) => file.parameters[name] !== undefined));
    const price = body.spec.values["price.initial"] ?? 0;
    const decoded = plantValues(withIntegers(file, own), price);
    for (const [name, value] of Object.entries(decoded)) expect(body.proposed[name], name).toBe(value);
    const [gain] = body.integers.filter(({ chainName }) => chainName.includes(".stress"));
    expect(body.proposed[gain?.chainName ?? ""]).toBe(Number(gain?.proposed) / 1e18);
  });

  test("the evidence is of the simulated values, measure by measure", () => {
    for (const { seed, paths, today, proposed } of bundle.body.evidence.families) {
      const [before, after] = [bundle.body.today, bundle.body.proposed].map((values) =>
        playHere(values, { seed, paths }),
      );
      expect(before?.ok && before.measures).toEqual(today);
      expect(after?.ok && after.measures).toEqual(proposed);
    }
  });

  test("the hashes are of the files' bytes, and the files agree with themselves", () => {
    for (const [name, hash] of Object.entries(bundle.body.files)) expect(sha256(bundle.files[name] ?? "")).toBe(hash);
    for (const name of ["governor.json", "rollback.json"]) {
      const file = JSON.parse(bundle.files[name] ?? "null");
      expect(governorProblems(file)).toEqual([]);
      expect(file.targets.every((target: string) => isAddress(target) || /^NOT NAMED/.test(target))).toBe(true);
    }
  });

  test("the rollback of the gain writes today's integer", () => {
    const data = bundle.payload.rollback?.calldatas.at(-1) as Hex;
    const [row] = bundle.body.integers.filter(({ chainName }) => chainName.includes(".stress"));
    expect(String(decodeFunctionData({ abi: setParameter, data }).args[1])).toBe(row?.today);
  });
});

test("where nobody named a contract, the calldata is there and says that its target is missing", async () => {
  const { files, payload } = await bundleOf("synthetix-v3-eth", null);
  const file = JSON.parse(files["governor.json"] ?? "null");
  expect(file.missing).toHaveLength(2);
  expect(file.proposalId).toBeNull();
  expect(file.calldatas).toHaveLength(payload.governor?.actions.length ?? 0);
  expect(files["proposal.md"]).toContain("Not ready to submit");
});

test("a bare controller without a protocol is proposed too", async () => {
  const recorded = recordAt(
    { protocol: "dydx-v4-eth", tune: "{ funding.kp: { from: 0.1, to: 1 } }", set: ", funding.law: controller" },
    0.5,
  );
  const record = { ...recorded, spec: { ...recorded.spec, protocol: null } };
  const targets = { target: null, controller: store };
  const { body } = await makeBundle({ record, trial: 1, protocol: null, targets, play: playInThisThread });
  expect(body.integers.map(({ chainName, proposed }) => [chainName, proposed])).toEqual([
    ["funding.kp", "550000000000000000"],
  ]);
});

test("a payload of an earlier proposal does not stay in the folder, a stranger's file does", async () => {
  const out = temporaryFolder();
  writeFileSync(join(out, "messages.json"), "{}");
  writeFileSync(join(out, "notes.txt"), "mine");
  writeBundle(out, await bundleOf("synthetix-v3-eth"));
  expect(readdirSync(out).sort()).toEqual([
    "governor.json",
    "notes.txt",
    "proposal.json",
    "proposal.md",
    "rollback.json",
  ]);
});
