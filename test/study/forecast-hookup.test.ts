// Which loops listen to a forecast: those the study connects, or the stated default where none does.
import { expect, test } from "vitest";
import { sensorNames } from "../../src/control/sensors.ts";
import { hookupOf } from "../../src/study/forecast-hookup.ts";

const crunch = sensorNames.indexOf("crunch");
const skew = sensorNames.indexOf("forecastSkew");
const controlled = { "funding.law": 3, "margin.initial": 0.05, "margin.max": 0.08 };

test("a loop of the study listens by feed-forward or by its gains, and the study is left as it is", () => {
  const fed = { ...controlled, "cap.feedForwardSensor": crunch, "cap.feedForward": 0.1 };
  expect(hookupOf(fed, ["crunch"])).toEqual({
    values: {},
    words: "cap.feedForwardSensor: crunch, cap.feedForward: 0.1",
    own: true,
  });
  expect(hookupOf({ ...controlled, "funding.sensor": skew, "funding.kp": 0.1 }, ["skew"])?.words).toBe(
    "funding.sensor: forecastSkew",
  );
});

test("a sensor without a gain, a forecaster that was omitted, and a loop that a rule replaces do not listen", () => {
  expect(hookupOf({ ...controlled, "cap.feedForwardSensor": crunch }, ["crunch"])?.own).toBe(false);
  const fed = { ...controlled, "cap.feedForwardSensor": crunch, "cap.feedForward": 0.1 };
  expect(hookupOf(fed, ["volatility"])?.own).toBe(false);
  const ruled = { "funding.law": 0, "funding.sensor": skew, "funding.kp": 0.1 };
  expect(hookupOf(ruled, ["skew"])).toBe(null);
});

test("by default the margin doubles where a crunch is certain, and may", () => {
  expect(hookupOf(controlled, ["volatility", "crunch"])).toEqual({
    values: { "margin.feedForwardSensor": crunch, "margin.feedForward": 0.05, "margin.max": 0.1 },
    words: "margin.feedForwardSensor: crunch, margin.feedForward: 0.05, margin.max: 0.1",
    own: false,
  });
});

test("with the skew alone the default is the funding loop", () => {
  expect(hookupOf(controlled, ["skew"])?.words).toBe(
    "funding.feedForwardSensor: forecastSkew, funding.feedForward: 0.01",
  );
});

test("a loop that has a feed-forward of its own keeps it", () => {
  const busy = { ...controlled, "margin.feedForward": 0.1, "depth.max": 1.5 };
  expect(hookupOf(busy, ["volatility"])).toMatchObject({
    words: "depth.feedForwardSensor: forecastVolatility, depth.feedForward: 1, depth.max: 2",
    own: false,
  });
  expect(hookupOf({ ...busy, "depth.feedForward": 0.5 }, ["crunch"])).toBe(null);
  expect(hookupOf({ ...controlled, "funding.feedForward": 3 }, ["skew"])).toBe(null);
});
