// What the best peer reached on TB-1 at each number of evaluations, median over its seeds: section 7 of the specification.
import type { TuningProblem } from "./search-run.ts";

export interface PeerRecord {
  readonly evaluations: number;
  /** Best feasible loss, or share of the best known hypervolume. */
  readonly reached: number;
  readonly peer: string;
}

export const bestPeers: Readonly<Record<TuningProblem, readonly PeerRecord[]>> = {
  tb1s: [
    { evaluations: 100, reached: 1.75, peer: "CMA-ES, pycma 4.4.0, from the static design" },
    { evaluations: 200, reached: 1.669, peer: "CMA-ES, pycma 4.4.0, from the static design" },
    { evaluations: 500, reached: 1.533, peer: "CMA-ES, pycma 4.4.0, from the centre" },
    { evaluations: 1000, reached: 1.5, peer: "CMA-ES, pycma 4.4.0, from the centre" },
    { evaluations: 2000, reached: 1.492, peer: "CMA-ES, pycma 4.4.0, from the static design" },
  ],
  tb1m: [
    { evaluations: 100, reached: 0.38, peer: "TPE, Optuna 3.1.0" },
    { evaluations: 200, reached: 0.336, peer: "Sobol" },
    { evaluations: 500, reached: 0.595, peer: "NSGA-II, Optuna 3.1.0" },
    { evaluations: 1000, reached: 0.729, peer: "NSGA-III, pymoo 0.6.1.3" },
    { evaluations: 2000, reached: 0.863, peer: "NSGA-III, pymoo 0.6.1.3" },
    { evaluations: 3000, reached: 0.909, peer: "NSGA-III, pymoo 0.6.1.3" },
  ],
};
