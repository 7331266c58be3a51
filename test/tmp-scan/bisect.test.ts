import fc from "fast-check";
import { test } from "vitest";
import { simulateOracle } from "../oracle/day.ts";
import { outcomesOf, relative, simulate } from "../simulate/benchmark-plants.ts";
import { plants, seeds } from "../simulate/random-plants.ts";
test("scan", () => {
  const seed = Number(process.env.SEED ?? 1);
  const ps = fc.sample(fc.tuple(plants, seeds), { numRuns: Number(process.env.N ?? 60), seed });
  for (const c of (process.env.CASES ?? "").split(",")) {
    const [i, p] = c.split(":").map(Number) as [number, number];
    const [v, s] = ps[i]!;
    const diff = (n: number) => {
      const vv = { ...v, "time.blocks": n };
      const a = outcomesOf(simulate(vv, s, 2), p), b = simulateOracle(vv, s, p);
      return Object.keys(b).filter((k) => k !== "closestCall" && k !== "conservationErrorUsd" && relative(a[k] ?? NaN, b[k] ?? NaN) > 1e-9 && Math.abs((a[k]??NaN) - (b[k]??NaN)) > (k.endsWith("Usd") ? 1e-3 : 1e-11)).map((k) => `${k} ${a[k]} ${b[k]}`);
    };
    for (let n = 1; n <= v["time.blocks"]!; n++) { const d = diff(n); if (d.length) { console.log(c, "block", n - 1, d.join("; "), JSON.stringify(v)); break; } }
  }
}, 600000);
