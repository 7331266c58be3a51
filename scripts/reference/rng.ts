// Checkers of the area 07-rng: counter-based generators, low-discrepancy points, special functions.
import { z } from "zod";
import { betaCdf, betaQuantile } from "../../src/numeric/beta-distribution.ts";
import { discrepancies } from "../../src/numeric/discrepancy.ts";
import { chiSquaredQuantile } from "../../src/numeric/gamma-distribution.ts";
import { logGamma } from "../../src/numeric/gamma-function.ts";
import { haltonPoint } from "../../src/numeric/halton.ts";
import { normalCdf, normalLogCdf, normalQuantile } from "../../src/numeric/normal.ts";
import { philox4x32 } from "../../src/numeric/philox.ts";
import { type PhiloxMember, philox } from "../../src/numeric/philox-wide.ts";
import { sobolPoint } from "../../src/numeric/sobol.ts";
import { sobolDirections } from "../../src/numeric/sobol-directions.ts";
import { studentQuantile } from "../../src/numeric/student.ts";
import { type Checker, newComparison, real, realRows, reals, toleranceSchema } from "./checker.ts";

const philoxMembers: Readonly<Record<string, Omit<PhiloxMember, "rounds">>> = {
  philox2x32: { words: 2, bits: 32 },
  philox4x32: { words: 4, bits: 32 },
  philox2x64: { words: 2, bits: 64 },
  philox4x64: { words: 4, bits: 64 },
};

const vectorsSchema = z.object({
  inputs: z.object({
    generator: z.string(),
    rounds: z.number(),
    vectors: z.array(z.object({ ctr: z.array(z.string()), key: z.array(z.string()) })),
  }),
  expected: z.strictObject({ out: z.array(z.array(z.string())) }),
});

/** Words are compared as numbers: the files pad their hexadecimal digits differently. */
const counterVectors: Checker = (item) => {
  const { inputs, expected } = vectorsSchema.parse(item);
  const member = philoxMembers[inputs.generator];
  if (member === undefined) return { skipped: inputs.generator };
  const comparison = newComparison();
  comparison.same("number of vectors", inputs.vectors.length, expected.out.length);
  inputs.vectors.forEach(({ ctr, key }, i) => {
    const wanted = (expected.out[i] ?? []).map(hexadecimal);
    const found = philox({ ...member, rounds: inputs.rounds }, ctr.map(BigInt), key.map(BigInt));
    comparison.same(`block ${i}`, found.map(hexadecimal), wanted);
    if (inputs.generator === "philox4x32" && inputs.rounds === 10) {
      comparison.same(`block ${i} of the 32-bit form`, fastBlock(ctr, key).map(hexadecimal), wanted);
    }
  });
  return comparison;
};

function hexadecimal(word: string | bigint | number): string {
  return `0x${BigInt(word).toString(16)}`;
}

/** The generator that the simulator uses. */
function fastBlock(ctr: readonly string[], key: readonly string[]): readonly number[] {
  const out = new Uint32Array(4);
  const [c0 = 0, c1 = 0, c2 = 0, c3 = 0] = ctr.map(Number);
  const [k0 = 0, k1 = 0] = key.map(Number);
  philox4x32(c0, c1, c2, c3, k0, k1, out);
  return [...out];
}

const philoxStream: Checker = (item) => {
  const { inputs, expected } = z
    .object({
      inputs: z.object({ key: z.array(z.string()) }),
      expected: z.strictObject({ raw_uint64: z.array(z.string()) }),
    })
    .parse(item);
  const key = inputs.key.map(BigInt);
  const found: string[] = [];
  for (let block = 1n; found.length < expected.raw_uint64.length; block++) {
    const words = philox({ words: 4, bits: 64, rounds: 10 }, [block, 0n, 0n, 0n], key);
    found.push(...words.map(String));
  }
  const comparison = newComparison();
  comparison.same("stream", found.slice(0, expected.raw_uint64.length), expected.raw_uint64);
  return comparison;
};

const sobolPoints: Checker = (item) => {
  const { inputs, expected } = z
    .object({
      inputs: z.object({ dim: z.number(), skip: z.number(), n: z.number() }),
      expected: z.strictObject({ points: realRows }),
    })
    .parse(item);
  const comparison = newComparison();
  comparison.same("number of points", expected.points.length, inputs.n);
  expected.points.forEach((point, i) => {
    comparison.same(`point ${i}`, [...sobolPoint(inputs.skip + i, inputs.dim)], point);
  });
  return comparison;
};

const sobolTable: Checker = (item) => {
  const { inputs, expected } = z
    .object({
      inputs: z.object({ dims: z.number() }),
      expected: z.strictObject({ poly: z.array(z.number()), m: z.array(z.array(z.number())) }),
    })
    .parse(item);
  const rows = sobolDirections.slice(0, inputs.dims);
  const comparison = newComparison();
  comparison.same(
    "poly",
    rows.map((row) => row.polynomial),
    expected.poly,
  );
  comparison.same(
    "m",
    rows.map((row) => row.initial),
    expected.m,
  );
  return comparison;
};

const discrepancy: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({ points: realRows }),
      expected: z.strictObject({
        CD: real,
        WD: real,
        MD: real,
        L2_star: real,
        each_axis_is_stratified_in_2powm_cells: z.boolean().optional(),
      }),
      tolerance: toleranceSchema,
    })
    .parse(item);
  const found = discrepancies(inputs.points);
  const comparison = newComparison();
  comparison.near("CD", found.centred, expected.CD, tolerance);
  comparison.near("WD", found.wrapAround, expected.WD, tolerance);
  comparison.near("MD", found.mixture, expected.MD, tolerance);
  comparison.near("L2_star", found.starL2, expected.L2_star, tolerance);
  const stratified = expected.each_axis_is_stratified_in_2powm_cells;
  if (stratified !== undefined) comparison.same("stratified", everyAxisStratified(inputs.points), stratified);
  return comparison;
};

function everyAxisStratified(points: readonly (readonly number[])[]): boolean {
  const n = points.length;
  return (points[0] ?? []).every((_, axis) => {
    const cells = new Set(points.map((point) => Math.floor((point[axis] ?? 0) * n)));
    return cells.size === n;
  });
}

const haltonPoints: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({ n: z.number(), bases: z.array(z.number()) }),
      expected: z.strictObject({ points: realRows }),
      tolerance: toleranceSchema,
    })
    .parse(item);
  const comparison = newComparison();
  comparison.same("number of points", expected.points.length, inputs.n);
  expected.points.forEach((point, i) => {
    comparison.allNear(`point ${i}`, haltonPoint(i, inputs.bases), point, tolerance);
  });
  return comparison;
};

const quantiles: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({ p: reals }),
      expected: z.strictObject({ x: reals }),
      tolerance: toleranceSchema,
    })
    .parse(item);
  const comparison = newComparison();
  comparison.allNear("x", inputs.p.map(normalQuantile), expected.x, tolerance);
  return comparison;
};

const cumulative: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({ x: reals }),
      expected: z.strictObject({ cdf: reals, log_cdf: reals }),
      tolerance: toleranceSchema,
    })
    .parse(item);
  const comparison = newComparison();
  comparison.allNear("cdf", inputs.x.map(normalCdf), expected.cdf, tolerance);
  comparison.allNear("log_cdf", inputs.x.map(normalLogCdf), expected.log_cdf, tolerance);
  return comparison;
};

const special: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({ x: reals, betainc: z.array(z.tuple([real, real, real])) }),
      expected: z.strictObject({ lgamma: reals, betainc: reals }),
      tolerance: toleranceSchema,
    })
    .parse(item);
  const comparison = newComparison();
  comparison.allNear("lgamma", inputs.x.map(logGamma), expected.lgamma, tolerance);
  const found = inputs.betainc.map(([a, b, x]) => betaCdf(x, { a, b }));
  comparison.allNear("betainc", found, expected.betainc, tolerance);
  return comparison;
};

const distributions: Checker = (item) => {
  const { inputs, expected, tolerance } = z
    .object({
      inputs: z.object({
        t: z.array(z.tuple([real, real])),
        chi2: z.array(z.tuple([real, real])),
        beta: z.array(z.tuple([real, real, real])),
      }),
      expected: z.strictObject({ t: reals, chi2: reals, beta: reals }),
      tolerance: toleranceSchema,
    })
    .parse(item);
  const comparison = newComparison();
  comparison.allNear(
    "t",
    inputs.t.map(([p, freedom]) => studentQuantile(p, freedom)),
    expected.t,
    tolerance,
  );
  comparison.allNear(
    "chi2",
    inputs.chi2.map(([p, freedom]) => chiSquaredQuantile(p, freedom)),
    expected.chi2,
    tolerance,
  );
  comparison.allNear(
    "beta",
    inputs.beta.map(([p, a, b]) => betaQuantile(p, { a, b })),
    expected.beta,
    tolerance,
  );
  return comparison;
};

export const rngCheckers: Readonly<Record<string, Checker>> = {
  counter_rng_kat: counterVectors,
  counter_rng_vectors: counterVectors,
  philox4x64_stream: philoxStream,
  sobol_points: sobolPoints,
  sobol_direction_numbers: sobolTable,
  qmc_discrepancy: discrepancy,
  halton_points: haltonPoints,
  normal_quantile: quantiles,
  normal_cdf: cumulative,
  lgamma_digamma_betainc: special,
  distribution_quantiles: distributions,
};
