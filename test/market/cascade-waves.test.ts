// The cascade of generations s, g s, g^2 s, ... in a uniform book: closed form C2 of the specification (verification 2.4).
import { describe, expect, test } from "vitest";
import { closedBasis } from "../../src/market/arbitrage.ts";

const SHOCK = 0.01;

interface Venue {
  /** Loop gain: liquidatable USD per unit of log price over depth. */
  readonly gain: number;
  /** Share of a closed basis that stays in the index. */
  readonly permanent: number;
  /** Share of the basis that arbitrage closes per block. */
  readonly arbitrage: number;
  /** Blocks between a price and the liquidation that it triggers. */
  readonly latency: number;
}

/** Deepest fall of the mark over the shock, in a book of uniform density that is liquidated at every new low. */
function amplification({ gain, permanent, arbitrage, latency }: Venue, blocks: number): number {
  const depths: number[] = []; // log fall of the mark at the start of each block
  let [displacement, basis, liquidatedTo] = [0, 0, 0];
  for (let k = 0; k < blocks; k++) {
    depths.push(SHOCK - displacement - basis);
    const lowest = Math.max(liquidatedTo, depths[k - latency] ?? 0);
    const closed = closedBasis(basis, arbitrage, 0, Number.POSITIVE_INFINITY);
    basis += -gain * (lowest - liquidatedTo) - closed;
    displacement += permanent * closed;
    liquidatedTo = lowest;
  }
  return Math.max(...depths) / SHOCK;
}

/** The wave recursion: all selling of a wave comes at once, and its transient part is gone before the next. */
function waves(gain: number, permanent: number): number {
  let [before, now] = [0, SHOCK];
  for (;;) {
    const peak = SHOCK + permanent * gain * before + gain * (now - before);
    if (peak <= now * (1 + 1e-15)) return now / SHOCK;
    [before, now] = [now, peak];
  }
}

describe("waves of liquidation in a uniform book", () => {
  test.each([0.3, 0.5, 0.6, 0.8])("amplify by 1/(1 - g) while arbitrage is slower than liquidation: g = %d", (gain) => {
    expect(amplification({ gain, permanent: 0.3, arbitrage: 0, latency: 2 }, 2000)).toBeCloseTo(1 / (1 - gain), 9);
  });

  test("grow without bound at a gain above 1 while arbitrage is slower than liquidation", () => {
    expect(amplification({ gain: 1.2, permanent: 0.3, arbitrage: 0, latency: 2 }, 200)).toBeGreaterThan(1e6);
  });

  test.each([
    [0.3, 1.3],
    [0.5, 1.5],
    [0.6, 1.6],
    [0.8, 1.88],
    [1.2, 2.8],
  ])(
    "amplify as the wave recursion says while liquidation is slower than arbitrage: g = %d, A = %d",
    (gain, published) => {
      const slow = amplification({ gain, permanent: 0.3, arbitrage: 0.3, latency: 150 }, 20_000);
      expect(slow).toBeCloseTo(waves(gain, 0.3), 9);
      expect(slow).toBeCloseTo(published, 2);
      expect(slow).toBeGreaterThanOrEqual(1 / (1 - 0.3 * gain) - 1e-9);
      if (gain < 1) expect(slow).toBeLessThanOrEqual(1 / (1 - gain));
    },
  );

  test("stop after one wave when the permanent share and the gain are together below 1", () => {
    expect(waves(0.6, 0.3)).toBeCloseTo(1.6, 12);
  });
});
