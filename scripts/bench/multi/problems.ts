// The benchmark problems by the names of the reference cases.
import { bnh, tnk } from "./constrained.ts";
import { c2dtlz2, dtlz1, dtlz2, dtlz3, dtlz4, dtlz7 } from "./dtlz.ts";
import type { Problem } from "./problem.ts";
import { zdt1, zdt2, zdt3, zdt4, zdt6 } from "./zdt.ts";

/** Makes the problem of that name; `objectives` matters to the scalable ones only. */
export const problemsByName: Readonly<Record<string, (dimension: number, objectives: number) => Problem>> = {
  zdt1,
  zdt2,
  zdt3,
  zdt4,
  zdt6,
  dtlz1,
  dtlz2,
  dtlz3,
  dtlz4,
  dtlz7,
  "c2-dtlz2": c2dtlz2,
  bnh: () => bnh,
  tnk: () => tnk,
};
