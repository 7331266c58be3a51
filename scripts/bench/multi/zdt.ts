// The two-objective problems ZDT1 to ZDT4 and ZDT6.
// Zitzler, Deb and Thiele, "Comparison of multiobjective evolutionary algorithms: empirical results", Evol. Comput. 8,
// 2000, section 4. ZDT5 is a problem of bits and is left out.
import { type Problem, unconstrained, unitProblem } from "./problem.ts";

const mean = (x: readonly number[]): number => x.reduce((sum, v) => sum + v, 0) / x.length;

export function zdt1(dimension: number): Problem {
  return unitProblem("zdt1", dimension, 2, ([first = 0, ...rest]) => {
    const g = 1 + 9 * mean(rest);
    return [first, g * (1 - Math.sqrt(first / g))];
  });
}

export function zdt2(dimension: number): Problem {
  return unitProblem("zdt2", dimension, 2, ([first = 0, ...rest]) => {
    const g = 1 + 9 * mean(rest);
    return [first, g * (1 - (first / g) ** 2)];
  });
}

export function zdt3(dimension: number): Problem {
  return unitProblem("zdt3", dimension, 2, ([first = 0, ...rest]) => {
    const g = 1 + 9 * mean(rest);
    return [first, g * (1 - Math.sqrt(first / g) - (first / g) * Math.sin(10 * Math.PI * first))];
  });
}

export function zdt4(dimension: number): Problem {
  return {
    name: "zdt4",
    objectives: 2,
    lower: [0, ...Array<number>(dimension - 1).fill(-5)],
    upper: [1, ...Array<number>(dimension - 1).fill(5)],
    constraints: unconstrained,
    evaluate: ([first = 0, ...rest]) => {
      const g = rest.reduce((sum, v) => sum + v * v - 10 * Math.cos(4 * Math.PI * v), 1 + 10 * rest.length);
      return [first, g * (1 - Math.sqrt(first / g))];
    },
  };
}

export function zdt6(dimension: number): Problem {
  return unitProblem("zdt6", dimension, 2, ([first = 0, ...rest]) => {
    const f = 1 - Math.exp(-4 * first) * Math.sin(6 * Math.PI * first) ** 6;
    const g = 1 + 9 * mean(rest) ** 0.25;
    return [f, g * (1 - (f / g) ** 2)];
  });
}
