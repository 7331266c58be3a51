// Plans for random optima of every protocol: inside the bounds and the step limits, and undone by their rollback.
import fc from "fast-check";
import { decodeFunctionData, type Hex, parseAbi } from "viem";
import { describe, expect, test } from "vitest";
import type { Targets } from "../../src/governance/on-chain.ts";
import { payloadOf } from "../../src/governance/payload.ts";
import { type Plan, planOf } from "../../src/governance/plan.ts";
import { UserError } from "../../src/numeric/user-error.ts";
import type { ProtocolFile } from "../../src/protocol/normalised.ts";
import { protocolNamed, recordAt, tunedIn } from "./small-proposal.ts";

const targets: Targets = {
  target: "0x00000000000000000000000000000000000000A1",
  controller: "0x00000000000000000000000000000000000000C0",
};

/** Setters as their contracts declare them, written down again for this test. */
const setters = parseAbi([
  "function setUint(bytes32 baseKey, bytes data, uint256 value)",
  "function setParameter(bytes32 key, int256 value)",
  "function setFundingParameters(uint128 marketId, uint256 skewScale, uint256 maxFundingVelocity)",
  "function setLiquidationParameters(uint128 marketId, uint256 a, uint256 b, uint256 c, uint256 d, uint256 e)",
  "function setMaxLiquidationParameters(uint128 marketId, uint256 a, uint256 b, uint256 c, address d)",
]);

type Chain = Map<string, string>;

/** What a contract would store: a keyed value, or a struct whole. */
function execute(chain: Chain, calldatas: readonly string[]): Chain {
  const after = new Map(chain);
  for (const data of calldatas) {
    const { functionName, args } = decodeFunctionData({ abi: setters, data: data as Hex });
    if (functionName === "setUint") after.set(`${args[0]} ${args[1]}`, String(args[2]));
    else if (functionName === "setParameter") after.set(args[0], String(args[1]));
    else after.set(`${functionName} ${args[0]}`, args.slice(1).join(" "));
  }
  return after;
}

/** Random points in and around the searched ranges, as shares of each range. */
const shares = fc.array(fc.double({ min: 0, max: 1.4, noNaN: true }), { minLength: 3, maxLength: 3 });
const stepShare = fc.option(fc.double({ min: 0.001, max: 2, noNaN: true }), { nil: null });

function limited(file: ProtocolFile, names: readonly string[], share: number | null): ProtocolFile {
  if (share === null) return file;
  return { ...file, stepLimits: Object.fromEntries(names.map((name) => [name, { value: share, why: "test" }])) };
}

/** null where nothing moves, or where the plan is refused in words. */
function planned(...args: Parameters<typeof planOf>): Plan | null {
  try {
    return planOf(...args);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

describe.each(Object.keys(tunedIn))("%s", (protocol) => {
  const file = protocolNamed(protocol);
  const { spec } = recordAt({ protocol }, 0.5);
  const names = spec.tune.map(({ parameter }) => parameter.name);
  const optimum = (at: readonly number[]) =>
    spec.tune.map(({ from, to, parameter }, index) => Math.min(parameter.max, from + (at[index] ?? 0) * (to - from)));

  test("no integer leaves its bounds, nor moves further than one step", () => {
    fc.assert(
      fc.property(shares, stepShare, (at, share) => {
        const plan = planned(spec, optimum(at), limited(file, names, share), targets);
        for (const { proposed, today, minimum, maximum, parameter } of plan?.integers ?? []) {
          expect(proposed >= minimum && proposed <= maximum).toBe(true);
          if (share === null || today === 0n || !names.includes(parameter)) continue;
          const moved = Number(proposed - today) / Number(today);
          expect(Math.abs(moved)).toBeLessThanOrEqual(share * (1 + 1e-12)); // the division is not exact
        }
      }),
      { numRuns: 60 },
    );
  });

  test("the rollback after the change leaves every value as it was", () => {
    fc.assert(
      fc.property(shares, (at) => {
        const plan = planned(spec, optimum(at), file, targets);
        if (plan === null) return;
        const { governor, rollback, messages, files } = payloadOf(plan, { title: "t", text: "x" }, "1");
        const changed = execute(new Map(), governor?.calldatas ?? []);
        const back = execute(changed, rollback?.calldatas ?? []);
        expect([...back.keys()]).toEqual([...changed.keys()]);
        const again = execute(back, governor?.calldatas ?? []);
        expect(again).toEqual(changed);
        for (const { name, today } of plan.integers.filter((row) => row.proposed !== row.today)) {
          const digits = String(today);
          const told = [...back.values(), files["messages-rollback.json"] ?? ""].join(" ");
          expect(told, name).toContain(digits);
        }
        expect(messages.length > 0).toBe(file.family === "dydx-v4");
      }),
      { numRuns: 20 },
    );
  });

  test("an optimum at today's values changes nothing, whatever digits a double loses", () => {
    expect(
      planned(
        spec,
        spec.tune.map(({ today }) => today),
        file,
        targets,
      ),
    ).toBeNull();
  });
});

test("what depends on a limited integer is encoded for the value that it reaches", () => {
  const protocol = "gmx-v2-eth-usdc";
  const tune = "{ margin.initial: { from: 0.6 %, to: 3 % } }";
  const { spec } = recordAt({ protocol, tune }, 0.5);
  const file = limited(protocolNamed(protocol), ["margin.initial"], 0.2);
  const plan = planOf(spec, [0.03], file, targets);
  const raw = Object.fromEntries(plan.integers.map(({ name, proposed }) => [name, proposed]));
  expect(raw.initialMargin).toBe(6n * 10n ** 27n); // 0.5 % and a fifth
  expect(raw.maintenanceRatio).toBe(6n * 10n ** 27n); // today's share, 1, of what acts; not of the optimum of 3 %
  expect(plan.proposed["margin.maintenanceShare"]).toBe(1);
});

test("a parameter without a setter stays as it is, in calls and in evidence, and the plan says so", () => {
  const tune = "{ margin.initial: { from: 6 %, to: 10 % }, margin.stepLimit: { from: 0.001, to: 0.01 } }";
  const { spec } = recordAt({ protocol: "dydx-v4-eth", tune }, 0.5);
  const plan = planOf(
    spec,
    spec.tune.map(({ to }) => to),
    protocolNamed("dydx-v4-eth"),
    targets,
  );
  expect(plan.proposed["margin.stepLimit"]).toBe(spec.values["margin.stepLimit"]);
  expect(plan.warnings.some((line) => line.startsWith("margin.stepLimit: this protocol has no setter"))).toBe(true);
});

test("what the study set beside the rule book stays set in the evidence, and the plan says where that is not the chain", () => {
  const tune = "{ margin.initial: { from: 0.6 %, to: 3 % }, funding.kp: { from: 0.1, to: 1 } }";
  const study = { protocol: "gmx-v2-eth-usdc", tune, set: ", funding.law: controller, liquidation.fee: 0.5 %" };
  const { spec } = recordAt(study, 0.5);
  const { proposed, warnings } = planOf(spec, [0.02, 0.5], protocolNamed(study.protocol), targets);
  const kept = ["funding.law", "liquidation.fee"];
  for (const name of kept) expect(proposed[name]).toBe(spec.values[name]);
  for (const name of kept) expect(warnings.some((line) => line.startsWith(`${name}: the study simulates`))).toBe(true);
  expect(proposed["margin.initial"]).toBe(0.02);
});
