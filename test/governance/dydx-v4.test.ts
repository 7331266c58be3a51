// dYdX messages: whole structs, 64-bit numbers as texts, parts per million, and whom they touch besides.
import { expect, test } from "vitest";
import { adaptersFor } from "../../src/governance/adapters.ts";
import { dydxMessages, dydxParameters } from "../../src/governance/dydx-v4.ts";
import { planOf } from "../../src/governance/plan.ts";
import { plantValues } from "../../src/protocol/normalised.ts";
import { protocolNamed, recordAt } from "./small-proposal.ts";

const file = protocolNamed("dydx-v4-btc");
const values = { ...plantValues(file, 60_000), "price.initial": 60_000 };
const nobody = { target: null, controller: null };

test("today's values encode to today's integers", () => {
  for (const row of dydxParameters(file)) expect(row.encode(values), row.name).toBe(row.today);
});

test("a tier is written whole, with today's values of what stays", () => {
  expect(dydxMessages(file, new Map([["initialMargin", 30_000n]]))).toEqual([
    {
      "@type": "/dydxprotocol.perpetuals.MsgSetLiquidityTier",
      authority: "dydx10d07y265gmmuvt4z0w9aw880jnsr700jnmapky",
      liquidity_tier: {
        id: 0,
        name: "Large-Cap",
        initial_margin_ppm: 30_000,
        maintenance_fraction_ppm: 600_000,
        base_position_notional: "1000000000000",
        impact_notional: "10000000000",
        open_interest_lower_cap: "0",
        open_interest_upper_cap: "0",
      },
    },
  ]);
});

test("liquidations and funding are written whole, each only where one of its integers moves", () => {
  const messages = dydxMessages(file, new Map([["liquidationFee", 20_000n]]));
  expect(messages).toEqual([
    {
      "@type": "/dydxprotocol.clob.MsgUpdateLiquidationsConfig",
      authority: "dydx10d07y265gmmuvt4z0w9aw880jnsr700jnmapky",
      liquidations_config: {
        max_liquidation_fee_ppm: 20_000,
        position_block_limits: {
          min_position_notional_liquidated: "1000000000",
          max_position_portion_liquidated_ppm: 100_000,
        },
        subaccount_block_limits: {
          max_notional_liquidated: "100000000000",
          max_quantums_insurance_lost: "1000000000000",
        },
        fillable_price_config: {
          bankruptcy_adjustment_ppm: 1_000_000,
          spread_to_maintenance_margin_ratio_ppm: 1_500_000,
        },
      },
    },
  ]);
  const [funding] = dydxMessages(file, new Map([["fundingClampFactor", 4_000_000n]]));
  expect(funding?.params).toEqual({
    funding_rate_clamp_factor_ppm: 4_000_000,
    premium_vote_clamp_factor_ppm: 60_000_000,
    min_num_votes_per_sample: 15,
  });
});

test("the funding limit per day is three periods of factor times initial less maintenance margin", () => {
  const row = dydxParameters(file).find(({ name }) => name === "fundingClampFactor");
  const asked = { ...values, "margin.initial": 0.02, "margin.maintenanceShare": 0.6, "premium.limit": 0.144 };
  expect(row?.encode(asked)).toBe(6_000_000n); // 6 * (2 % - 1.2 %) = 4.8 % per eight hours
});

test("without room between the two margins no factor is enough", () => {
  const row = dydxParameters(file).find(({ name }) => name === "fundingClampFactor");
  expect(row?.encode({ ...values, "margin.maintenanceShare": 1 })).toBe(row?.maximum);
});

test("a lower initial margin alone also lowers the funding limit, and the acting values say so", () => {
  const [adapter] = adaptersFor(file, values, [], nobody).adapters;
  const acting = adapter?.acting(values, new Map([["initialMargin", 20_000n]]));
  expect(acting?.["premium.limit"]).toBeCloseTo(0.144, 12);
});

test("the plan says that other markets move too, and that a cap is written as off", () => {
  const tune = "{ margin.initial: { from: 6 %, to: 10 % } }";
  const { spec } = recordAt({ protocol: "dydx-v4-btc", tune }, 0.5);
  const { warnings } = planOf(spec, [0.0612345678], file, nobody);
  expect(warnings.join("\n")).toMatch(/every market of tier 0[\s\S]*open_interest_upper_cap 0/);
});

test("margins are rounded to parts per million, half to even", () => {
  const row = dydxParameters(file).find(({ name }) => name === "initialMargin");
  expect(row?.encode({ ...values, "margin.initial": 0.0500005 })).toBe(50_000n);
  expect(row?.encode({ ...values, "margin.initial": 0.0500015 })).toBe(50_002n);
});

test("a file without the governance account is refused with the place, not sent with an empty one", () => {
  const details = { ...file.export.details, authority: "" };
  const lacking = { ...file, export: { ...file.export, details } };
  expect(() => dydxMessages(lacking, new Map([["initialMargin", 30_000n]]))).toThrow(/export > details > authority/);
});
