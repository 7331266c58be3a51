// Invariant I10 of the specification (verification 2.1): commands keep bounds, slew and delay.
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Values } from "./benchmark-plants.ts";
import { at, RUNS, tracedPaths } from "./played-plants.ts";
import { plants, seeds } from "./random-plants.ts";

const actuators = ["initialMargin", "maintenance", "funding", "cap", "depthMultiplier"] as const;

type Actuator = (typeof actuators)[number];

const loopOf: Readonly<Record<Actuator, string>> = {
  initialMargin: "margin",
  maintenance: "maintenance",
  funding: "funding",
  cap: "cap",
  depthMultiplier: "depth",
};

/** Value before any command. */
function atRest(values: Values): Record<Actuator, number> {
  const margin = at(values, "margin.initial");
  const maintenance = margin * at(values, "margin.maintenanceShare");
  return { initialMargin: margin, maintenance, funding: 0, cap: at(values, "liquidation.cap"), depthMultiplier: 1 };
}

/** Largest change per block. Depth is not slewed but lags. */
function largestSteps(values: Values): Record<Actuator, number> {
  const margin = at(values, "margin.stepLimit");
  const [funding, cap] = [values["funding.slew"] ?? 0, values["cap.slew"] ?? 0];
  return { initialMargin: margin, maintenance: margin / 2, funding, cap, depthMultiplier: Number.POSITIVE_INFINITY };
}

/** A loop whose actuator starts outside its bounds is brought inside at once: the bounds go before the slew. */
function entersBounds(name: Actuator, last: number, values: Values): boolean {
  return name === "cap" && (last > at(values, "cap.max") || last < at(values, "cap.min"));
}

/** What is wrong with one actuator's series; empty if nothing. */
function faults(name: Actuator, series: Float64Array, values: Values): string[] {
  const rest = atRest(values)[name];
  const step = largestSteps(values)[name] * (1 + 1e-9);
  const slack = 1e-12 * Math.abs(rest);
  const low = Math.min(rest, values[`${loopOf[name]}.min`] ?? rest) - slack;
  const high = Math.max(rest, values[`${loopOf[name]}.max`] ?? rest) + slack;
  return Array.from(series).flatMap((value, k) => {
    const last = series[k - 1] ?? rest;
    const tooFast = Math.abs(value - last) > step && !entersBounds(name, last, values);
    const tooEarly = k < at(values, "delay.command") && value !== rest;
    const outside = !(value >= low && value <= high);
    return outside || tooFast || tooEarly
      ? [`${name} in block ${k}: ${last} to ${value}, bounds ${low} to ${high}`]
      : [];
  });
}

test("no actuator leaves its bounds, moves faster than its slew, or moves before its delay is over (I10)", () => {
  let moved = 0;
  fc.assert(
    fc.property(plants, seeds, (plant, seed) => {
      const values: Values = { ...plant, "funding.law": 3 };
      for (const column of tracedPaths(values, seed))
        for (const name of actuators) {
          const series = column(name);
          expect(faults(name, series, values)).toEqual([]);
          moved += series.filter((value, k) => value !== (series[k - 1] ?? value)).length;
        }
    }),
    RUNS,
  );
  expect(moved).toBeGreaterThan(1000);
});
