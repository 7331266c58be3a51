// Figures as PNG: the right signature and size, with words drawn, where the optional library is installed.
import { expect, test } from "vitest";
import { PNG_SCALE, rasteriser } from "../../src/report/png.ts";
import { stepsFigure } from "../../src/report/stability-steps.ts";
import { drawn } from "./stability-sets.ts";

const png = await rasteriser();

test.skipIf(png === null)("a figure becomes a PNG of twice its size [needs @resvg/resvg-js]", () => {
  if (png === null) return;
  const svg = stepsFigure("funding", drawn);
  const bytes = Buffer.from(png(svg));
  expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const size = (name: string): number => Number(new RegExp(` ${name}="(\\d+)"`).exec(svg)?.[1]);
  expect(bytes.readUInt32BE(16)).toBe(PNG_SCALE * size("width"));
  expect(bytes.readUInt32BE(20)).toBe(PNG_SCALE * size("height"));
  const wordless = svg.replace(/<text[\s\S]*?<\/text>/g, "");
  expect(bytes.length).toBeGreaterThan(png(wordless).length); // fonts were found
});
