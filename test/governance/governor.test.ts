// Governor proposals: ids against an independent encoding, decoded actions, and tampering that is noticed.
import { concat, keccak256, pad, stringToHex, toHex } from "viem";
import { expect, test } from "vitest";
import { channelParameters } from "../../src/control/channels.ts";
import {
  controllerAdapter,
  controllerKey,
  setParameter,
  storedInteger,
  storedValue,
} from "../../src/governance/controller.ts";
import { decodedArguments, functionCall, selectorOf } from "../../src/governance/function-call.ts";
import { governorProblems, governorProposal, proposalId, propose } from "../../src/governance/governor.ts";

const controller = "0x00000000000000000000000000000000000000C0";
const rows = channelParameters.filter(({ name }) => name === "funding.kp" || name === "cap.max");
const adapter = controllerAdapter(rows, { "funding.kp": 0.02, "cap.max": Infinity }, controller);
const from = new Map([
  ["funding.kp", storedInteger(0.02)],
  ["cap.max", storedInteger(Infinity)],
]);
const to = new Map([
  ["funding.kp", storedInteger(0.07)],
  ["cap.max", storedInteger(-1.5)],
]);

test("propose has the selector of OpenZeppelin's Governor", () => {
  expect(selectorOf(propose)).toBe("0x7d5e81e2");
});

test("a proposal's id is the hash of its four words laid out by hand", () => {
  // abi.encode(address[1], uint256[1], bytes[1] of 4 bytes, bytes32): heads, then tails, word by word
  const description = "one";
  const word = (value: number) => pad(toHex(value));
  const target = pad("0x00000000000000000000000000000000000000c0");
  const encoded = concat([
    word(0x80),
    word(0xc0),
    word(0x100),
    keccak256(stringToHex(description)),
    word(1),
    target,
    word(1),
    word(0),
    word(1),
    word(0x20),
    word(4),
    pad("0x12345678", { dir: "right" }),
  ]);
  const id = proposalId([controller], ["0x12345678"], description);
  expect(id).toBe(BigInt(keccak256(encoded)));
});

test("gains go to the store under the hash of their name, with eighteen decimals, and come back", () => {
  const [first, second] = adapter.calls(from, to);
  expect(decodedArguments(setParameter, first?.calldata ?? "0x")).toEqual([
    controllerKey("funding.kp"),
    7n * 10n ** 16n,
  ]);
  expect(decodedArguments(setParameter, second?.calldata ?? "0x")).toEqual([
    controllerKey("cap.max"),
    -15n * 10n ** 17n,
  ]);
  expect(storedValue(storedInteger(Infinity))).toBe(Infinity);
  expect(storedValue(storedInteger(-Infinity))).toBe(-Infinity);
  expect(storedInteger(Infinity)).toBe(2n ** 255n - 1n);
  expect(controllerKey("funding.kp")).toBe(keccak256(stringToHex("funding.kp")));
});

test("the rollback writes exactly what was there before", () => {
  const store = new Map<string, bigint>();
  const apply = (calls: ReturnType<typeof adapter.calls>) => {
    for (const { calldata } of calls) {
      const [key, value] = decodedArguments(setParameter, calldata);
      if (typeof key === "string" && typeof value === "bigint") store.set(key, value);
    }
  };
  apply(adapter.calls(from, to));
  expect(store.get(controllerKey("funding.kp"))).toBe(7n * 10n ** 16n);
  apply(adapter.calls(to, from));
  expect(store.get(controllerKey("funding.kp"))).toBe(from.get("funding.kp"));
  expect(store.get(controllerKey("cap.max"))).toBe(2n ** 255n - 1n);
});

test("a proposal decodes to its actions, and a changed calldata, description or id is found", () => {
  const file = governorProposal(adapter.calls(from, to), "Adjust two gains", "42161");
  if (file === null) throw new Error("no proposal");
  expect(governorProblems(file)).toEqual([]);
  expect(file.values).toEqual(["0", "0"]);
  expect(file.actions[0]?.arguments[1]).toEqual({ name: "value", type: "int256", value: "70000000000000000" });
  const [first = "0x", second = "0x"] = file.calldatas;
  expect(governorProblems({ ...file, calldatas: [second, first] })).toHaveLength(3); // both actions and the id
  expect(governorProblems({ ...file, description: "Adjust two gains." })).toHaveLength(2);
  expect(governorProblems({ ...file, proposalId: "1" })).toHaveLength(1);
});

test("without an address the calldata is complete, the target says so, and there is no id to vote on", () => {
  const nobody = controllerAdapter(rows, { "funding.kp": 0.02, "cap.max": Infinity }, null);
  const file = governorProposal(nobody.calls(from, to), "Adjust", "1");
  if (file === null) throw new Error("no proposal");
  expect(file.targets[0]).toMatch(/^NOT NAMED: .*--controller/);
  expect(file.missing).toEqual([file.targets[0]]);
  expect(file.proposalId).toBeNull();
  expect(file.calldatas).toEqual(adapter.calls(from, to).map(({ calldata }) => calldata));
  expect(governorProblems(file)).toEqual([]);
});

test("wei sent along with a call, or a call more than its decoded actions, is found", () => {
  const file = governorProposal(adapter.calls(from, to), "Adjust", "1");
  if (file === null) throw new Error("no proposal");
  expect(governorProblems({ ...file, values: ["1", "0"] })[0]).toMatch(/sends 1 wei/);
  expect(governorProblems({ ...file, calldatas: [...file.calldatas, "0x"] })).toHaveLength(1);
});

test("a call whose arguments do not survive encoding is refused", () => {
  expect(() => functionCall(controller, setParameter, [controllerKey("x"), 2n ** 255n], "too large")).toThrow();
});
