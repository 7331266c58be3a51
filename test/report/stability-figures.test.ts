// The stability figures: well-formed, repeatable, and with the marks that are read off them at the right places.
import { expect, test } from "vitest";
import { bodeFigure } from "../../src/report/stability-bode.ts";
import { delayMapFigure } from "../../src/report/stability-delay-map.ts";
import { stabilityFigures } from "../../src/report/stability-figures.ts";
import { foldFigure } from "../../src/report/stability-fold-figure.ts";
import { nyquistFigure } from "../../src/report/stability-nyquist.ts";
import { polesFigure } from "../../src/report/stability-poles.ts";
import { stepsFigure } from "../../src/report/stability-steps.ts";
import { loopTrace } from "../../src/report/stability-trace.ts";
import { nestingMistake } from "./markup.ts";
import { drawn, integrator, integratorPicture, todaySet, tunedSet } from "./stability-sets.ts";

const DAY = 86_400;
const figures = stabilityFigures([todaySet, tunedSet]);
const count = (svg: string, what: RegExp): number => [...svg.matchAll(what)].length;
const wordsOf = (svg: string): string => [...svg.matchAll(/>([^<>]+)<\/text>/g)].map((match) => match[1]).join(" ");

test("every loop has five figures and the cascade one, each well-formed and the same bytes when drawn again", () => {
  expect(figures.map(({ name }) => name)).toEqual([
    "stability-bode-funding",
    "stability-nyquist-funding",
    "stability-poles-funding",
    "stability-step-funding",
    "stability-latency-funding",
    "stability-fold",
  ]);
  for (const { svg } of figures) {
    expect(nestingMistake(svg)).toBeNull();
    expect(svg).toMatch(/^<svg[^>]* xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  }
  expect(stabilityFigures([todaySet, tunedSet])).toEqual(figures);
});

test("a sampled integrator with dead time crosses gain 1 and −180° where the textbook says", () => {
  const trace = loopTrace(integratorPicture());
  const [crossover] = trace.gainCrossovers;
  // 400 samples over four decades: a straight line between two of them is off by less than 1e-4
  expect(crossover?.frequency).toBeCloseTo(integrator.crossover / DAY, 8);
  expect(crossover?.phase).toBeCloseTo(-90 - (integrator.crossover * integrator.deadTime * 180) / Math.PI, 2);
  const quarterTurn = Math.PI / 2 / integrator.deadTime;
  expect((trace.phaseCrossovers[0]?.frequency ?? 0) * DAY).toBeCloseTo(quarterTurn, 2);
  // a phase that falls through −360° leaves one half turn's neighbourhood for the next: no crossing
  expect(trace.phaseCrossovers.map(({ phase }) => Math.round(phase))).toEqual([-180, -540]);
  expect(trace.phaseCrossovers[0]?.gain).toBeCloseTo(20 * Math.log10(integrator.crossover / quarterTurn), 2);
  expect(trace.points.at(-1)?.phase).toBeCloseTo(-90 - (100 * integrator.deadTime * 180) / Math.PI, 6);
});

test("the Bode plot names both margins of both sets", () => {
  const words = wordsOf(bodeFigure("funding", drawn));
  expect(words.match(/PM \d+°/g)).toEqual(["PM 79°", "PM 33°"]);
  expect(words.match(/GM 17.9 dB/g)).toHaveLength(2);
  expect(words).toMatch(/today.*tuned/);
});

test("the Nyquist plot marks −1 and draws a disk only where there is one", () => {
  const svg = nyquistFigure("funding", drawn);
  expect(wordsOf(svg)).toContain("−1");
  expect(wordsOf(svg)).toContain("disk margin");
  const bare = drawn.map((loop) => ({
    ...loop,
    certificate: { ...loop.certificate, disk: { ...loop.certificate.disk, circle: null } },
  }));
  expect(wordsOf(nyquistFigure("funding", bare))).not.toContain("disk margin");
});

test("all poles stand in the unit circle, the slow ones in the right panel too", () => {
  const svg = polesFigure("funding", drawn.slice(0, 1), 2);
  const [, left = "", right = ""] = svg.split("<svg x=");
  const dots = (panel: string): number => count(panel, /<(circle|path) [^>]*transform="translate|<circle /g);
  expect([left, right].map((panel) => dots(panel.slice(panel.indexOf('aria-label="dot"'))))).toEqual([3, 2]);
  expect(wordsOf(right)).toContain("never");
});

test("periods are marked beside the right panel even where no pole swings", () => {
  const picture = { ...integratorPicture(), poles: [{ re: 0.9999, im: 0 }] };
  const loops = drawn.slice(0, 1).map((loop) => ({ ...loop, picture }));
  for (const [block, marks] of [
    [2, "1 h 1 day none 1 day 1 h"],
    [1800, "30 days 1 day none 1 day 30 days"],
  ] as const) {
    const [, , right = ""] = polesFigure("funding", loops, block).split("<svg x=");
    const beside = right.slice(
      right.indexOf('aria-label="y-axis tick label"'),
      right.indexOf('aria-label="y-axis label"'),
    );
    expect(wordsOf(beside).split(" ").toSorted()).toEqual(marks.split(" ").toSorted());
  }
});

test("an unstable pole widens the right panel beyond the circle", () => {
  const picture = { ...integratorPicture(), poles: [{ re: 1.001, im: 0 }] };
  const svg = polesFigure(
    "funding",
    drawn.slice(0, 1).map((loop) => ({ ...loop, picture })),
    2,
  );
  expect(wordsOf(svg)).toContain("grows within");
});

test("the step response counts time in units of its length", () => {
  expect(wordsOf(stepsFigure("funding", drawn))).toMatch(/1 h.*1 day/);
});

test("the latency map shades what occurs, draws the line that is asked for and both sets", () => {
  const [map] = todaySet.analysis.delayMaps;
  if (map === undefined) throw new Error("the set has a map");
  const marks = [
    { set: "today", across: 0.1, down: 0.5 },
    { set: "tuned", across: 0.2, down: 1 },
  ] as const;
  const words = wordsOf(delayMapFigure(map, marks, 20, 12));
  expect(words).toContain("tolerates 20 blocks");
  expect(words).toContain("unstable");
  expect(words).toContain("unlimited");
  expect(words).toMatch(/today.*tuned/);
  expect(
    wordsOf(
      delayMapFigure(
        {
          ...map,
          blocks: [
            [null, null, null],
            [null, null, null],
          ],
        },
        marks,
        20,
        12,
      ),
    ),
  ).not.toMatch(/unstable|tolerates/);
});

test("gains lie between the places of the grid, whichever way the grid runs", () => {
  const [map] = todaySet.analysis.delayMaps;
  if (map === undefined) throw new Error("the set has a map");
  const falling = { ...map, across: { name: "depth.kp", values: [0, -1, -2] }, at: { across: -1.5, down: 0.5 } };
  const placeIn = (across: number): number => {
    const svg = delayMapFigure(falling, [{ set: "tuned", across, down: 0.5 }], 20, 12);
    return Number(/translate\(([\d.]+),[\d.]+\)[^>]*>tuned</.exec(svg)?.[1]);
  };
  const [start, middle, end] = [placeIn(0), placeIn(-1.5), placeIn(-2)];
  expect((middle - start) / (placeIn(-1) - start)).toBeCloseTo(1.5, 2); // places are rounded to a hundredth of a pixel
  expect(Number.isFinite(end)).toBe(true);
});

test("the early-warning picture names the fold and where the price runs away to", () => {
  expect(wordsOf(foldFigure([{ set: "today", fold: todaySet.analysis.fold }]))).toContain("7.3 % runs away to 57 %");
  const never = { ...todaySet.analysis.fold, distance: null, before: null, after: null };
  expect(wordsOf(foldFigure([{ set: "today", fold: never }]))).not.toMatch(/runs away|jump/);
});
