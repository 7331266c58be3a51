// Tampering: whatever is changed in a bundle, verify says where.
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { makeBundle, writeBundle } from "../../src/governance/bundle.ts";
import { bundleHash } from "../../src/governance/proposal-body.ts";
import { compareBundle } from "../../src/governance/verify.ts";
import { canonical, readCanonical } from "../../src/study/canonical.ts";
import { codeVersion } from "../../src/study/code-version.ts";
import { playInThisThread, protocolNamed, recordAt, temporaryFolder } from "./small-proposal.ts";

const protocol = "gmx-v2-eth-usdc";
const verifier = { play: playInThisThread, codeVersion };
let original = "";

beforeAll(async () => {
  const targets = { target: null, controller: "0x00000000000000000000000000000000000000C0" };
  const record = recordAt({ protocol }, 0.37);
  const input = { record, trial: 1, protocol: protocolNamed(protocol), targets, play: playInThisThread };
  original = temporaryFolder();
  writeBundle(original, await makeBundle(input));
});

/** Differences after one file of a copy was changed. */
async function afterChanging(name: string, change: (text: string) => string): Promise<readonly string[]> {
  const folder = temporaryFolder();
  cpSync(original, folder, { recursive: true });
  const path = join(folder, name);
  const text = readFileSync(path, "utf8");
  const changed = change(text);
  expect(changed).not.toBe(text);
  writeFileSync(path, changed);
  const { matches, differences } = await compareBundle(folder, verifier);
  expect(matches).toBe(false);
  return differences;
}

/** The same for a field of proposal.json, with the bundle's hash made to fit again, as a careful forger would. */
function forged(change: (body: Record<string, never>) => void): (text: string) => string {
  return (text) => {
    const { bundleHash: _, ...body } = JSON.parse(text);
    change(body);
    const hash = bundleHash(readCanonical(JSON.stringify(body)) as never);
    return `${JSON.stringify(JSON.parse(canonical({ ...body, bundleHash: hash })), null, 1)}\n`;
  };
}

test("an untouched bundle matches", async () => {
  expect(await compareBundle(original, verifier)).toEqual({ matches: true, differences: [] });
});

test("one changed figure of the evidence is named, even when the bundle's hash was made to fit", async () => {
  const differences = await afterChanging(
    "proposal.json",
    forged((body: { evidence?: { families: { proposed: { maxDrawdown: { value: number } } }[] } }) => {
      const [family] = body.evidence?.families ?? [];
      if (family !== undefined) family.proposed.maxDrawdown.value -= 1e-12;
    }),
  );
  expect(differences.filter((line) => line.startsWith("evidence"))).toEqual([
    expect.stringContaining("evidence > families > 0 > proposed > maxDrawdown > value"),
  ]);
});

test("one changed byte of calldata is named with its action and its line", async () => {
  const differences = await afterChanging("governor.json", (text) => {
    const at = text.indexOf('"0xa43f85c5') + 100;
    return `${text.slice(0, at)}${text[at] === "0" ? "1" : "0"}${text.slice(at + 1)}`;
  });
  expect(differences.some((line) => /^governor\.json line \d+: the bundle says/.test(line))).toBe(true);
  expect(differences.some((line) => /action 1: calldata/.test(line))).toBe(true);
  expect(differences.some((line) => /proposalId/.test(line))).toBe(true);
});

test("a changed byte of the rollback is named", async () => {
  const differences = await afterChanging("rollback.json", (text) => text.replace(/0{8}"/, '00000001"'));
  expect(differences.some((line) => line.startsWith("rollback.json"))).toBe(true);
});

test("one changed hash is named: of the bundle, of the results, of a payload", async () => {
  const flip = (key: string) => (text: string) =>
    text.replace(new RegExp(`("${key}": ")(.)`), (_, head, digit) => `${head}${digit === "a" ? "b" : "a"}`);
  const bundle = await afterChanging("proposal.json", flip("bundleHash"));
  expect(bundle[0]).toMatch(/^bundle hash/);
  const results = await afterChanging("proposal.json", flip("resultsHash"));
  expect(results.some((line) => /^bundle hash/.test(line))).toBe(true);
  expect(results.some((line) => /^proposal\.md line \d+.*results|^proposal\.md line \d+/i.test(line))).toBe(true);
  const payload = await afterChanging("proposal.json", flip("governor.json"));
  expect(payload.some((line) => line.startsWith("files > governor.json"))).toBe(true);
});

test("one changed word of the document is named with its line", async () => {
  const differences = await afterChanging("proposal.md", (text) => text.replace("MIN_COLLATERAL_FACTOR,", "NOTHING,"));
  expect(differences).toHaveLength(1);
  expect(differences[0]).toMatch(/^proposal\.md line 5: .*NOTHING/);
});

test("a changed integer of the plan is named", async () => {
  const differences = await afterChanging(
    "proposal.json",
    forged((body: { integers?: { proposed: string }[] }) => {
      const [first] = body.integers ?? [];
      if (first !== undefined) first.proposed = "1";
    }),
  );
  expect(differences.some((line) => line.startsWith("integers > 0 > proposed"))).toBe(true);
});

test("a file that does not belong, a missing one and a foreign version are named", async () => {
  const folder = temporaryFolder();
  cpSync(original, folder, { recursive: true });
  writeFileSync(join(folder, "messages.json"), "{}");
  const { differences } = await compareBundle(folder, { ...verifier, codeVersion: "0.0.9" });
  expect(differences).toHaveLength(2);
  expect(differences.join("\n")).toMatch(/code version.*\n.*messages\.json: the proposal has no such file/);
});

test("a proposal that makes no sense any more is a mismatch, not a crash", async () => {
  const differences = await afterChanging("proposal.json", (text) => text.replace('"tune": [', '"tuna": ['));
  expect(differences.some((line) => line.includes("cannot be redone"))).toBe(true);
});
