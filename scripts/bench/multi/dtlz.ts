// The scalable problems DTLZ1 to DTLZ4 and DTLZ7, and DTLZ2 with a constraint.
// Deb, Thiele, Laumanns and Zitzler, "Scalable test problems for evolutionary multiobjective optimization", 2005
// (TIK report 112, 2001). M objectives in n variables, of which the last n - M + 1 measure the distance to the front.
import { type Problem, unitProblem } from "./problem.ts";

export function dtlz1(dimension: number, objectives: number): Problem {
  return unitProblem("dtlz1", dimension, objectives, (x) => {
    const scale = 0.5 * (1 + multimodal(x.slice(objectives - 1)));
    return Array.from({ length: objectives }, (_, k) => {
      const shared = x.slice(0, objectives - 1 - k).reduce((product, v) => product * v, scale);
      return k === 0 ? shared : shared * (1 - (x[objectives - 1 - k] ?? 0));
    });
  });
}

export function dtlz2(dimension: number, objectives: number): Problem {
  return unitProblem("dtlz2", dimension, objectives, (x) => {
    const g = x.slice(objectives - 1).reduce((sum, v) => sum + (v - 0.5) ** 2, 0);
    return onSphere(x.slice(0, objectives - 1), 1 + g);
  });
}

export function dtlz3(dimension: number, objectives: number): Problem {
  return unitProblem("dtlz3", dimension, objectives, (x) =>
    onSphere(x.slice(0, objectives - 1), 1 + multimodal(x.slice(objectives - 1))),
  );
}

export function dtlz4(dimension: number, objectives: number): Problem {
  return unitProblem("dtlz4", dimension, objectives, (x) => {
    const g = x.slice(objectives - 1).reduce((sum, v) => sum + (v - 0.5) ** 2, 0);
    return onSphere(
      x.slice(0, objectives - 1).map((v) => v ** 100),
      1 + g,
    );
  });
}

export function dtlz7(dimension: number, objectives: number): Problem {
  return unitProblem("dtlz7", dimension, objectives, (x) => {
    const first = x.slice(0, objectives - 1);
    const tail = x.slice(objectives - 1);
    const g = 1 + (9 * tail.reduce((sum, v) => sum + v, 0)) / tail.length;
    const h = first.reduce((rest, f) => rest - (f / (1 + g)) * (1 + Math.sin(3 * Math.PI * f)), objectives);
    return [...first, (1 + g) * h];
  });
}

/**
 * C2-DTLZ2: only pieces of the front near its corners and its middle are feasible. Jain and Deb, "An evolutionary
 * many-objective optimization algorithm using reference-point based nondominated sorting approach, part II", IEEE
 * Trans. Evol. Comput. 18, 2014, with radius 0.4 (three objectives).
 */
export function c2dtlz2(dimension: number, objectives: number): Problem {
  const plain = dtlz2(dimension, objectives);
  const radius = 0.4;
  return {
    ...plain,
    name: "c2-dtlz2",
    constraints: (x) => {
      const f = plain.evaluate(x);
      const squares = f.reduce((sum, v) => sum + v * v, 0);
      const corners = f.map((v) => (v - 1) ** 2 + squares - v * v - radius ** 2);
      const middle = f.reduce((sum, v) => sum + (v - 1 / Math.sqrt(objectives)) ** 2, -(radius ** 2));
      return [Math.min(...corners, middle)];
    },
  };
}

/** A point of the sphere of this radius from its angles, as shares of a right angle. */
function onSphere(shares: readonly number[], radius: number): number[] {
  const angles = shares.map((share) => (share * Math.PI) / 2);
  return Array.from({ length: angles.length + 1 }, (_, k) => {
    const count = angles.length - k;
    const shared = angles.slice(0, count).reduce((product, angle) => product * Math.cos(angle), radius);
    return k === 0 ? shared : shared * Math.sin(angles[count] ?? 0);
  });
}

/** The distance of DTLZ1 and DTLZ3, with 11^k - 1 false fronts. */
function multimodal(tail: readonly number[]): number {
  const ripples = tail.reduce((sum, v) => sum + (v - 0.5) ** 2 - Math.cos(20 * Math.PI * (v - 0.5)), 0);
  return 100 * (tail.length + ripples);
}
