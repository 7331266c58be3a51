// The closed-loop simulator as a library: parameters by name in, outcomes of every path out.
//
//   const vector = vectorOf({ "funding.law": 3, "funding.kp": 0.02 });
//   const plant = createPlant(kernelModule(), vector, { seed: 2026, paths: 64 }, 1);
//   const drawdowns = outcomeColumn(openPlant(kernelModule(), plant, 0).run(vector), "maxDrawdown");
//
// The random numbers belong to the plant and not to the vector: two vectors on one plant meet the same days.
export type { Parameter, Scale } from "../numeric/parameter.ts";
export { type Compensator, type MatrixLike, withCompensator } from "./compensator-tail.ts";
export { type FeatureName, featureNames } from "./features.ts";
export { type KernelMemory, type KernelModule, kernelModule } from "./module.ts";
export { type OutcomeName, type Outcomes, outcomeColumn, outcomeNames, outcomeTable } from "./outcome.ts";
export { parameterNamed, parameters, slotOf, vectorOf } from "./parameters.ts";
export { createPlant, openPlant, type Plant, plantBytes, type ScenarioFamily, type Simulator } from "./plant.ts";
export { type Probe, probeSequence } from "./probe-sequence.ts";
export { type Trace, type TraceName, traceColumn, traceNames } from "./trace.ts";
