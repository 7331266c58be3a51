// State feedback in integers against the float law, for random stable compensators over a day of blocks.
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  COMPENSATOR_MEMORY,
  COMPENSATOR_NUMBERS,
  compensatorAdvance,
  compensatorAsked,
} from "../../../src/control/compensator.ts";
import { toFixed, toNumber } from "../../../src/control/fixed-point/fixed.ts";
import {
  type CompensatorRows,
  fixedCompensator,
  fixedCompensatorAsked,
  fixedCompensatorState,
} from "../../../src/control/fixed-point/state-twin.ts";
import { setCell, useCells } from "../../../src/numeric/cells.ts";
import { scatteredNumbers } from "./scattered-numbers.ts";

const REST = 0.05;
const MEMORY = 8 * COMPENSATOR_NUMBERS;

/** Stable because the absolute values of every row of F sum to less than 0.98. */
function randomCompensator(order: number, seed: number): CompensatorRows {
  const draw = scatteredNumbers(seed);
  const row = (): number[] => Array.from({ length: order }, draw);
  const F = row().map(() => {
    const entries = row();
    const size = entries.reduce((sum, x) => sum + Math.abs(x), 0);
    return entries.map((x) => (0.98 * x) / Math.max(1, size));
  });
  return { F, G: row(), H: row(), K: row(), Ky: draw() };
}

/** Layout of simulate/compensator-tail.ts: order, Ky, F by rows of twelve, G, H, K. */
function place({ F, G, H, K, Ky }: CompensatorRows): void {
  useCells(new Float64Array(COMPENSATOR_NUMBERS + COMPENSATOR_MEMORY));
  setCell(0, F.length);
  setCell(8, Ky);
  F.forEach((row, i) => {
    row.forEach((x, j) => {
      setCell(8 * (2 + 12 * i + j), x);
    });
    setCell(8 * (146 + i), G[i] ?? 0);
    setCell(8 * (158 + i), H[i] ?? 0);
    setCell(8 * (170 + i), K[i] ?? 0);
  });
}

test("integers and floats agree to 1e-9 of the largest output over 7,200 blocks, saturated alike", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 2 ** 31 - 2 }), (order, seed) => {
      const compensator = randomCompensator(order, seed);
      place(compensator);
      const twin = fixedCompensator(compensator);
      const draw = scatteredNumbers(seed);
      const limit = 2;
      let state: readonly bigint[] = compensator.F.map(() => 0n);
      let [worst, largest, saturated] = [0, 0, 0];
      for (let k = 0; k < 7200; k++) {
        const y = draw();
        const asked = compensatorAsked(0, MEMORY, 8, REST, y);
        const sent = Math.min(limit, Math.max(-limit, asked));
        const integer = fixedCompensatorAsked(twin, state, toFixed(REST), toFixed(y), "awayFromZero");
        const bound = toFixed(limit);
        const integerSent = integer > bound ? bound : integer < -bound ? -bound : integer;
        if ((integerSent !== integer) !== (sent !== asked)) expect(k).toBe("a block saturated in both");
        if (sent !== asked) saturated += 1;
        worst = Math.max(worst, Math.abs(toNumber(integerSent) - sent));
        largest = Math.max(largest, Math.abs(sent));
        compensatorAdvance(0, MEMORY, 8, y, sent - REST);
        state = fixedCompensatorState(twin, state, toFixed(y), integerSent - toFixed(REST));
      }
      expect(worst).toBeLessThanOrEqual(1e-9 * largest);
      expect(saturated).toBeLessThan(7200);
    }),
    { numRuns: 5 },
  );
});
