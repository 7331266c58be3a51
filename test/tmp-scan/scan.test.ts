import fc from "fast-check";
import { test } from "vitest";
import { simulateOracle } from "/work/main/test/oracle/day.ts";
import { outcomesOf, relative, simulate } from "/work/main/test/simulate/benchmark-plants.ts";
import { plants, seeds } from "/work/main/test/simulate/random-plants.ts";
test("scan", () => {
  const n = Number(process.env.N ?? 100);
  const seed = Number(process.env.SEED ?? 1);
  const ps = fc.sample(fc.tuple(plants, seeds), { numRuns: n, seed });
  let bad = 0, skipped = 0, liq=0, debt=0;
  let t0 = performance.now(), tk=0, to=0;
  ps.forEach(([v, s], i) => {
    t0 = performance.now();
    const o = simulate(v, s, 2);
    tk += performance.now()-t0; t0=performance.now();
    for (let p = 0; p < 2; p++) {
      const a = outcomesOf(o, p), b = simulateOracle(v, s, p);
      liq += b.liquidations ?? 0; debt += b.insolvent ?? 0;
      const d = Object.keys(b).filter((k) => k !== "closestCall" && k !== "conservationErrorUsd" && relative(a[k] ?? NaN, b[k] ?? NaN) > 1e-9 && Math.abs((a[k]??NaN) - (b[k]??NaN)) > (k.endsWith("Usd") ? 1e-3 : 1e-11) || Number.isNaN(b[k]));
      if (d.length) { bad++; console.log(i, p, "call", b.closestCall, d.map((k) => `${k} ${a[k]} ${b[k]} rel ${relative(a[k]??NaN,b[k]??NaN).toExponential(1)}`).slice(0, 30).join("; ")); }
    }
    to += performance.now()-t0;
  });
  console.log({ n, bad, skipped, liq, debt, tk, to });
}, 600000);
