// The two doors on a real small study: from its results to a folder, and from the folder back to "nothing differs".
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { verifyBundle, writeProposal } from "../../src/governance/propose.ts";
import { UserError } from "../../src/numeric/user-error.ts";
import { finishedStudy, temporaryFolder } from "./small-proposal.ts";

let results = "";
let bundle = "";

beforeAll(async () => {
  const fewWorlds = ", traders.fundingResponse: 0, jump.rate: 0"; // threads start once per harsher world
  results = await finishedStudy({ protocol: "gmx-v2-eth-usdc", set: fewWorlds });
  bundle = dirname(await writeProposal(results, { workers: 1 }));
});

function bytes(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

async function refusal(work: Promise<unknown>): Promise<UserError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof UserError) return error;
  throw new Error(`expected a refusal in words, found ${error}`);
}

test("the proposal lies beside the study as a document, a machine-readable twin, the payload and its rollback", () => {
  expect(bundle).toBe(join(results, "proposal"));
  expect(readdirSync(bundle).sort()).toEqual(["governor.json", "proposal.json", "proposal.md", "rollback.json"]);
});

test("two threads write the same bytes as one, and verify finds nothing to say", async () => {
  const out = join(temporaryFolder(), "deep", "folder");
  expect(await writeProposal(results, { workers: 2, out })).toBe(join(out, "proposal.md"));
  expect(bytes(out)).toEqual(bytes(bundle));
  expect(await verifyBundle(out, { workers: 1 })).toEqual({ matches: true, differences: [] });
});

test("a folder without a study, and one without a proposal, are refused with the remedy", async () => {
  const empty = temporaryFolder();
  const noStudy = await refusal(writeProposal(empty, { workers: 1 }));
  expect([noStudy.exitCode, noStudy.message]).toEqual([2, expect.stringContaining("flyball optimize")]);
  const noProposal = await refusal(verifyBundle(empty, { workers: 1 }));
  expect([noProposal.exitCode, noProposal.message]).toEqual([2, expect.stringContaining("flyball propose")]);
});

test("an output folder that cannot be written is refused before anything is played", async () => {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, "");
  const error = await refusal(writeProposal(results, { workers: 1, out: join(file, "below") }));
  expect([error.exitCode, error.message]).toEqual([2, expect.stringContaining("--out")]);
});

test("a trial that is not there and an address that is none are refused", async () => {
  expect((await refusal(writeProposal(results, { workers: 1, trial: 99 }))).message).toContain("0 to 11");
  const targets = { target: "0x1234", controller: "0x0BBbbF9D0cbdE8069e926c859E530B00Bfe90073" };
  const { exitCode, problems } = await refusal(writeProposal(results, { workers: 1, targets }));
  expect([exitCode, ...problems.map(({ place }) => place)]).toEqual([2, "--target", "--controller"]); // the second by its checksum
});

test("today's own parameters are nothing to propose", async () => {
  expect((await refusal(writeProposal(results, { workers: 1, trial: 0 }))).exitCode).toBe(3);
});

test("a protocol file that changed since the study is not used", async () => {
  const changed = join(temporaryFolder(), "changed.yaml");
  writeFileSync(changed, "name: other\n");
  const error = await refusal(writeProposal(results, { workers: 1, protocolFile: changed }));
  expect([error.exitCode, error.message]).toEqual([2, expect.stringContaining("has changed since")]);
});
