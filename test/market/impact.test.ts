// The impact rule against an order cut into pieces, and invariant I6 of the specification (verification 2.1, plant 1.4).
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { depthAfterOrder, orderCash, orderMove } from "../../src/market/impact.ts";
import { fillByPieces } from "../oracle/impact.ts";

const DEPTH = 5e8;
const MARK = 100;
/** Relative: sums of some hundred rounded logarithms. */
const ROUNDING = 1e-11;

interface Book {
  readonly depletion: number;
  readonly floor: number;
}

interface Order extends Book {
  readonly direction: 1 | -1;
  /** Notional over depth. */
  readonly share: number;
}

interface Market {
  readonly mark: number;
  readonly depth: number;
  readonly cash: number;
}

const orders: fc.Arbitrary<Order> = fc.record({
  direction: fc.constantFrom<1 | -1>(1, -1),
  depletion: fc.oneof(fc.constant(0), fc.constant(1), fc.double({ min: 0.1, max: 20, noNaN: true })),
  floor: fc.double({ min: 0.01, max: 1, noNaN: true }).map((share) => share * DEPTH),
  share: fc.double({ min: 1e-6, max: 0.02, noNaN: true }), // some reach the floor, no buy empties the book
});

function traded({ mark, depth }: Market, coins: number, direction: number, { depletion, floor }: Book): Market {
  const move = orderMove(mark, depth, coins, direction, depletion, floor);
  const cash = orderCash(move, depth, depletion, floor);
  return { mark: mark * Math.exp(direction * move), depth: depthAfterOrder(cash, depth, depletion, floor), cash };
}

const start: Market = { mark: MARK, depth: DEPTH, cash: 0 };
const close = (a: number, b: number): number => Math.abs(a / b - 1);

describe("impact of a market order", () => {
  test("does not depend on how the order is split (I6)", () => {
    fc.assert(
      fc.property(
        orders,
        fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 2, maxLength: 30 }),
        (order, weights) => {
          const coins = (order.share * DEPTH) / MARK;
          const total = weights.reduce((sum, w) => sum + w, 0);
          const whole = traded(start, coins, order.direction, order);
          let piecewise = start;
          let cash = 0;
          for (const weight of weights) {
            piecewise = traded(piecewise, (coins * weight) / total, order.direction, order);
            cash += piecewise.cash;
          }
          expect(close(piecewise.mark, whole.mark)).toBeLessThan(ROUNDING);
          expect(close(piecewise.depth, whole.depth)).toBeLessThan(ROUNDING);
          expect(close(cash, whole.cash)).toBeLessThan(ROUNDING);
        },
      ),
      { seed: 6, numRuns: 300 },
    );
  });

  test("is the limit of buying or selling coin by coin from a book that thins out", () => {
    fc.assert(
      fc.property(orders, (order) => {
        const coins = (order.share * DEPTH) / MARK;
        const whole = traded(start, coins, order.direction, order);
        const brute = fillByPieces(
          MARK,
          order.direction * coins,
          { depth: DEPTH, floor: order.floor, depletion: order.depletion },
          2000,
        );
        // Midpoint rule: error of the order of the square of a piece, 1e-5 of the order, and first order across the kink at the floor.
        expect(Math.abs(Math.log(whole.mark / MARK) - brute.move)).toBeLessThan(1e-5 * Math.abs(brute.move));
        expect(close(whole.cash, brute.cash)).toBeLessThan(1e-6);
        expect(close(whole.depth, brute.depth)).toBeLessThan(1e-5);
      }),
      { seed: 6, numRuns: 100 },
    );
  });

  test("costs money on the way there and back, and only breaks even in a book that does not thin out (I6)", () => {
    fc.assert(
      fc.property(orders, (order) => {
        const coins = (order.share * DEPTH) / MARK;
        const there = traded(start, coins, order.direction, order);
        const back = traded(there, coins, -order.direction, order);
        const gain = order.direction * (back.cash - there.cash);
        expect(there.cash).toBeGreaterThan(0);
        const rounding = 1e-15 * DEPTH + 1e-12 * there.cash; // of a difference of depths
        expect(gain).toBeLessThanOrEqual(rounding);
        if (order.depletion === 0) expect(Math.abs(gain)).toBeLessThan(rounding);
      }),
      { seed: 6, numRuns: 300 },
    );
  });

  test("of a buy that is larger than the book is that of the last millionth left", () => {
    const move = orderMove(MARK, DEPTH, (2 * DEPTH) / MARK, 1, 0, 0.05 * DEPTH);
    expect(move).toBeCloseTo(Math.log(1e6), 9);
  });
});
