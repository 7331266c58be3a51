// What must hold on any plant, whatever its parameters: invariants I1 to I8 of the specification, verification 2.1.
// I6 is in test/market/impact.test.ts, I9 in units.test.ts, I10 in commands.test.ts; that the skew kept incrementally is the
// skew recounted (I2) and that the whole kernel liquidates by equity (I7) is part of oracle.test.ts.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { equityPerCoin, liquidationThreshold, openingKey } from "../../src/market/book.ts";
import { feePaid, insurancePayout } from "../../src/protocol/waterfall.ts";
import { kernelModule } from "../../src/simulate/module.ts";
import { vectorOf } from "../../src/simulate/parameters.ts";
import { createPlant, openPlant } from "../../src/simulate/plant.ts";
import { type Account, headroom, type Side } from "../oracle/accounts.ts";
import { outcomesOf, relative, simulate, type Values } from "./benchmark-plants.ts";
import { at, outcomesWithinReason, PATHS, RUNS, tracedPaths } from "./played-plants.ts";
import { plants, seeds } from "./random-plants.ts";

describe("money and inventory", () => {
  test("no money appears or disappears (I1)", () => {
    fc.assert(
      fc.property(plants, seeds, (values, seed) => {
        for (const o of outcomesWithinReason(values, seed)) {
          const openInterest = at(values, "book.openInterestLong") + at(values, "book.openInterestShort");
          const gross =
            Math.exp(at(o, "peakGap")) * (openInterest + at(o, "depositsUsd") + at(values, "insurance.initial"));
          expect(Math.abs(at(o, "conservationErrorUsd"))).toBeLessThan(1e-9 * gross);
        }
      }),
      RUNS,
    );
  });

  test("every coin somebody holds is a coin somebody owes (I2)", () => {
    fc.assert(
      fc.property(plants, seeds, (values, seed) => {
        const openInterest = at(values, "book.openInterestLong") + at(values, "book.openInterestShort");
        const coins = openInterest / at(values, "price.initial");
        for (const o of outcomesWithinReason(values, seed))
          expect(Math.abs(at(o, "inventoryErrorCoins"))).toBeLessThan(1e-9 * coins);
      }),
      RUNS,
    );
  });

  test("insurance, depth and slots never run below their floors (I3)", () => {
    fc.assert(
      fc.property(plants, seeds, (values, seed) => {
        const slots = 2 * at(values, "book.slots");
        const floor = at(values, "depth.floor") * at(values, "depth.initial");
        for (const o of outcomesWithinReason(values, seed)) {
          const open = slots + at(o, "opens") - at(o, "closes") - at(o, "liquidations");
          const parts = at(values, "liquidation.lastSlot") === 1; // a close of a rest counts as one
          expect(at(o, "minInsuranceUsd")).toBeGreaterThanOrEqual(0);
          expect(at(o, "minDepth")).toBeGreaterThanOrEqual(floor * (1 - 1e-12));
          expect(open).toBeLessThanOrEqual(slots + 1e-9);
          if (!parts) expect(open).toBeGreaterThanOrEqual(0);
        }
        for (const column of tracedPaths(values, seed))
          expect(column("skew").every((w) => Math.abs(w) <= 1)).toBe(true);
      }),
      RUNS,
    );
  });

  test("what funding takes from traders is what the providers get: rate x skew x mark (I4)", () => {
    const still: Values = { "traders.closeHazard": 0, "traders.openHazard": 0, "liquidation.cap": 0, "funding.law": 1 };
    fc.assert(
      fc.property(plants, seeds, (plant, seed) => {
        const values: Values = {
          ...plant,
          ...still,
          "cap.structure": 0,
          "cap.kp": 0,
          "cap.ki": 0,
          "cap.kd": 0,
          "cap.feedForward": 0,
          "cap.stressRise": 0,
          "cap.stressRelief": 0,
        };
        const coins =
          (at(values, "book.openInterestLong") - at(values, "book.openInterestShort")) / at(values, "price.initial");
        const outcomes = simulate(values, seed, PATHS);
        tracedPaths(values, seed).forEach((column, path) => {
          const [mark, funding] = [column("mark"), column("funding")];
          // With nobody trading the mark is the outside price, and the rate of the end of a block is charged in the next.
          const paid = mark.reduce(
            (sum, m, k) => sum + ((funding[k - 1] ?? 0) * m * coins * at(values, "time.block")) / 86400,
            0,
          );
          const held = coins * (at(values, "price.initial") - (mark.at(-1) ?? Number.NaN)); // providers hold the other side
          const found = at(outcomesOf(outcomes, path), "lpReturn") * 1e8;
          expect(Math.abs(found - paid - held)).toBeLessThan(
            1e-11 * (Math.abs(coins) * at(values, "price.initial")) + 1e-9 * Math.abs(held),
          );
        });
      }),
      RUNS,
    );
  });

  test("without fees the insurance fund only falls, and others lose only when it is empty (I5)", () => {
    let losses = 0;
    fc.assert(
      fc.property(plants, seeds, (plant, seed) => {
        const values: Values = { ...plant, "liquidation.fee": 0 };
        for (const column of tracedPaths(values, seed)) {
          const [insurance, badDebt] = [column("insurance"), column("badDebt")];
          for (let k = 0; k < insurance.length; k++) {
            const [before, after] = [insurance[k - 1] ?? at(values, "insurance.initial"), insurance[k] ?? Number.NaN];
            const lost = (badDebt[k] ?? Number.NaN) - (badDebt[k - 1] ?? 0);
            if (!(after <= before && lost >= 0 && (lost === 0 || after === 0)))
              expect.fail(`block ${k}: fund ${before} to ${after}, lost ${lost}`);
            if (lost > 0) losses += 1;
          }
        }
      }),
      RUNS,
    );
    expect(losses).toBeGreaterThan(0);
  });

  test("equity, fee and payout of a close add up, and the fund never pays more than it has (I5)", () => {
    const usd = fc.double({ min: -1e7, max: 1e7, noNaN: true });
    const positive = fc.double({ min: 0, max: 1e7, noNaN: true });
    fc.assert(
      fc.property(usd, positive, positive, (equity, fee, fund) => {
        const [paid, payout] = [feePaid(equity, fee), insurancePayout(equity, fund)];
        expect(paid - (equity >= 0 ? Math.min(equity, fee) : 0)).toBeCloseTo(0, 15); // 0 and -0 alike
        expect(payout - (equity >= 0 ? 0 : Math.min(fund, -equity))).toBeCloseTo(0, 15);
      }),
    );
  });
});

describe("the sorted key", () => {
  const price = fc.double({ min: 1, max: 200, noNaN: true });
  const share = fc.double({ min: 0.01, max: 1, noNaN: true });
  const index = fc.double({ min: -5, max: 5, noNaN: true });
  const side = fc.constantFrom<Side>("long", "short");

  test("it liquidates exactly the accounts whose equity is below maintenance (I7)", () => {
    let [below, above] = [0, 0];
    fc.assert(
      fc.property(
        fc.record({
          side,
          entry: price,
          collateral: share,
          opened: index,
          now: index,
          risk: price,
          maintenance: share,
        }),
        (c) => {
          const sign = c.side === "long" ? 1 : -1;
          const account: Account = {
            side: c.side,
            size: 7,
            entryPrice: c.entry,
            collateral: 7 * c.entry * c.collateral,
            fundingAtEntry: c.opened,
          };
          const room = headroom(account, c.risk, c.now, c.maintenance);
          const key = openingKey(sign, c.entry, c.opened, c.collateral);
          if (Math.abs(room) < 1e-12 * 7 * (c.risk + c.entry)) return; // may go either way
          expect(key >= liquidationThreshold(sign, c.risk, c.now, c.maintenance)).toBe(room <= 0);
          expect(relative(7 * equityPerCoin(sign, c.risk, c.now, key) - 7 * c.maintenance * c.risk, room)).toBeLessThan(
            1e-6,
          );
          if (room <= 0) below += 1;
          else above += 1;
        },
      ),
      { seed: 7, numRuns: 1000 },
    );
    expect(Math.min(below, above)).toBeGreaterThan(100);
  });
});

describe("determinism", () => {
  test("two threads that share the paths give the bits of one, and a path does not depend on its company (I8)", () => {
    fc.assert(
      fc.property(plants, seeds, (values, seed) => {
        const vector = vectorOf(values);
        const all = simulate(values, seed, 24).values;
        const plant = createPlant(kernelModule(), vector, { seed, paths: 24 }, 2);
        const [one, two] = [openPlant(kernelModule(), plant, 0), openPlant(kernelModule(), plant, 1)];
        const later = one.play(vector, 16, 8).slice(); // the last paths first
        const earlier = two.play(vector, 0, 16).slice();
        expect(Float64Array.from([...earlier, ...later])).toEqual(all);
        expect(simulate(values, seed, 3).values).toEqual(all.slice(0, (3 * all.length) / 24));
      }),
      { ...RUNS, numRuns: 15 },
    );
  });
});
