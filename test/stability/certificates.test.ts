// The certificates of loops against brute force: spectral radii of matrices written by hand, frequencies on a grid.
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { spectralRadius } from "../../src/numeric/eigenvalues.ts";
import { vectorOf } from "../../src/simulate/parameters.ts";
import { CERTIFICATE_LIMIT } from "../../src/stability/certificate-table.ts";
import { certificates } from "../../src/stability/certificates.ts";
import type { Values } from "../simulate/benchmark-plants.ts";

const DAY = 86400;

function certificate(name: string, values: Values): number {
  const row = certificates.find((entry) => entry.name === name);
  if (row === undefined) throw new Error(`no certificate ${name}`);
  return row.evaluate(vectorOf(values));
}

/** Blocks of 15 minutes and traders whose book forgets within a day: delays of some ten blocks. */
const slow: Values = {
  "time.block": 900,
  "traders.closeHazard": 0.5 / DAY,
  "traders.openHazard": 0.5 / DAY,
  "traders.fundingResponse": 4,
  "funding.law": 3,
  "funding.kp": 0.1,
  "funding.ki": 0.9,
  "delay.command": 2,
};

/** w, z and the commands under way: the closed loop of tau = 1 d with `kappa` and `delay` blocks, written by hand. */
function closedLoop(kappa: number, delay: number): Matrix {
  const dt = 900 / DAY;
  const n = 2 + delay;
  const A = Matrix.zeros(n, n);
  const command = [0.1 + 0.9 * dt, 1]; // kp w + z, z advanced by this block's w
  A.set(0, 0, 1 - dt);
  if (delay > 0) A.set(0, n - 1, -kappa * dt);
  for (const [j, share] of command.entries()) {
    if (delay === 0) A.set(0, j, A.get(0, j) - kappa * dt * share);
    else A.set(2, j, share);
  }
  A.set(1, 0, 0.9 * dt);
  A.set(1, 1, 1);
  for (let i = 3; i < n; i++) A.set(i, i - 1, 1);
  return A;
}

// kappa = 2 kF hC n (1 - w^2) = 0.5 kF (1 - w^2), with kF a fifth of 4, 4 or five times 4, and w 0 or 0.3
const kappas = [0.8, 4, 20].flatMap((response) => [0.5 * response, 0.455 * response]);

describe("the certificates of the loops", () => {
  test("tolerate the latency at which the first spectral radius reaches 1", () => {
    const largest = (kappa: number): number => {
      let delay = 0;
      while (spectralRadius(closedLoop(kappa, delay)) < 1) delay++;
      return delay - 1;
    };
    const worst = Math.min(...kappas.filter((kappa) => kappa > 2).map(largest)); // weaker ones tolerate far more
    expect(worst).toBeGreaterThan(2);
    expect(certificate("tolerableLatency", slow)).toBe(worst);
    expect(certificate("delayMarginRatio", slow)).toBe((worst - 2) / 2);
    expect(certificate("delayMarginRatio", { ...slow, "delay.command": 0 })).toBe(worst); // over one block
    const late = { ...slow, "delay.command": worst + 1 };
    expect(certificate("tolerableLatency", late)).toBe(0);
    expect(certificate("peakSensitivity", late)).toBe(CERTIFICATE_LIMIT);
    expect(certificate("phaseMargin", late)).toBe(0);
    expect(certificate("gainMargin", late)).toBe(1);
  });

  test("have the sensitivity, phase and gain margins of the frequency response on a grid", () => {
    const dt = 900 / DAY;
    let [peak, phase, factor] = [1, Infinity, Infinity];
    for (const kappa of kappas) {
      let last: readonly [number, number] | undefined;
      for (let angle = 1e-3; angle < Math.PI; angle *= 1.0005) {
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        // L = kappa dt (kp + kv dt z / (z - 1)) / (z - 1 + dt) z^-2
        const denominator = times([c - 1, s], times([c - 1 + dt, s], [Math.cos(2 * angle), Math.sin(2 * angle)]));
        const L = over([kappa * dt * (0.1 * (c - 1) + 0.9 * dt * c), kappa * dt * (0.1 + 0.9 * dt) * s], denominator);
        peak = Math.max(peak, 1 / Math.hypot(1 + L[0], L[1]));
        if (last !== undefined && Math.hypot(...last) >= 1 !== Math.hypot(...L) >= 1) {
          phase = Math.min(phase, (Math.abs(Math.atan2(-L[1], -L[0])) * 180) / Math.PI);
        }
        if (last !== undefined && last[1] < 0 !== L[1] < 0 && L[0] < 0) {
          factor = Math.min(factor, Math.max(-L[0], -1 / L[0]));
        }
        last = L;
      }
    }
    // The grid is 5e-4 apart: that much at a crossing, its square at a peak.
    expect(certificate("peakSensitivity", slow)).toBeCloseTo(peak, 5);
    expect(Math.abs(certificate("phaseMargin", slow) - phase)).toBeLessThan(0.05);
    expect(Math.abs(certificate("gainMargin", slow) / factor - 1)).toBeLessThan(1e-3);
  });

  test("are at their limits without a loop, and finite always", () => {
    const none: Values = { "funding.law": 3 };
    expect(certificate("peakSensitivity", none)).toBe(1);
    for (const name of ["phaseMargin", "gainMargin", "tolerableLatency", "delayMarginRatio"]) {
      expect(certificate(name, none)).toBe(CERTIFICATE_LIMIT);
    }
    expect(certificate("marginLoopGain", none)).toBe(0);
    expect(certificate("gapBound", none)).toBe(CERTIFICATE_LIMIT); // a thin book in stress runs away
    expect(certificate("gapBound", { ...none, "depth.initial": 1e11 })).toBeLessThan(1);
  });
});

type Pair = readonly [number, number];

function times(a: Pair, b: Pair): Pair {
  return [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]];
}

function over(a: Pair, b: Pair): Pair {
  const size = b[0] * b[0] + b[1] * b[1];
  return [(a[0] * b[0] + a[1] * b[1]) / size, (a[1] * b[0] - a[0] * b[1]) / size];
}
