// The control layer as a library: linear models, synthesis, margins and identification, the loops' laws and their tables,
// and the laws in integers as a contract computes them. Matrices are those of ml-matrix.
//
//   const plant = zeroOrderHold({ A, B, C, D, sampleTime: 0, timeUnit: "day" }, 12 / 86400);
//   const loop = series(lqgController(plant, design, estimator), delayed(plant, 5)); // broken at the actuator
//   const { gainIncrease, phaseMargin } = loopMargins(loop); // of negative feedback
//   const { samples } = tolerableDelay(loop, 10_000); // extra blocks of latency
//
// All values are in SI units; a model counts time in the unit it names, a rate is per day where its unit says so. What a
// caller gives is checked at every function below; a UserError names the matrix, what was found and what to do.
export type { Complex, ComplexMatrix } from "../numeric/complex.ts";
export { eigenvalues, spectralRadius } from "../numeric/eigenvalues.ts";
export { matrixExponential } from "../numeric/matrix-exponential.ts";
export type { Parameter, Scale } from "../numeric/parameter.ts";
export { polynomialRoots } from "../numeric/polynomial-roots.ts";
export { UserError } from "../numeric/user-error.ts";

// Analysis.
export { balancedTruncation, type ReducedModel, truncationBounds } from "./analysis/balanced-truncation.ts";
export { closedLoop, closedLoopPoles, isStableClosed } from "./analysis/closed-loop.ts";
export { uncontrollableModes, unobservableModes } from "./analysis/controllability.ts";
export { spectralRadiusScan, type TolerableDelay, tolerableDelay } from "./analysis/delay-margin.ts";
export { type DiskMargin, diskMargin, multivariableDiskMargin } from "./analysis/disk-margin.ts";
export { controllabilityGramian, hankelSingularValues, observabilityGramian } from "./analysis/gramians.ts";
export { hInfinityNorm } from "./analysis/h-infinity-norm.ts";
export { h2Norm, noiseDeviation } from "./analysis/h2-norm.ts";
export type { ScalarLoop } from "./analysis/loop-factors.ts";
export { type GainCrossover, type LoopMargins, loopMargins, type PhaseCrossover } from "./analysis/loop-margins.ts";
export { type PeakGain, type PeakSensitivity, peakSensitivity } from "./analysis/peak-sensitivity.ts";
export { type PeakToPeakNorm, peakToPeakNorm } from "./analysis/peak-to-peak-norm.ts";
export {
  multivariableSensitivity,
  returnDeterminant,
  returnDifference,
  returnDistance,
} from "./analysis/return-difference.ts";
export { isStable } from "./analysis/stability.ts";

// Tables of the loops.
export { type Channel, channelNames, channelParameters } from "./channels.ts";

// Matrix equations.
export { continuousLyapunov, discreteLyapunov } from "./equations/lyapunov.ts";
export type { RiccatiSolution } from "./equations/riccati.ts";
export { continuousRiccati } from "./equations/riccati-continuous.ts";
export { discreteRiccati } from "./equations/riccati-discrete.ts";
export type { Weights } from "./equations/riccati-door.ts";

// The laws in 18-decimal integers.
export { type FixedEwma, fixedEwma, fixedSquareRoot, fixedVariance } from "./fixed-point/ewma-twin.ts";
export { ONE, type Rounding, toFixed, toNumber } from "./fixed-point/fixed.ts";
export { type FixedGuardrails, fixedGuarded, fixedGuardrails, fixedSent } from "./fixed-point/guardrails-twin.ts";
export { type PidRange, pidRange, type ReadingRanges } from "./fixed-point/pid-range.ts";
export {
  type FixedPid,
  type FixedPidMemory,
  type FixedReadings,
  fixedPid,
  fixedPidStep,
  type PidSettings,
} from "./fixed-point/pid-twin.ts";
export { type QuantisedLoop, quantisationScan, quantisedGains } from "./fixed-point/quantisation.ts";
export {
  type FixedSchedule,
  type FixedScheduleMemory,
  type FixedSituation,
  fixedSchedule,
  fixedScheduleStep,
  type ScheduleSettings,
} from "./fixed-point/schedule-twin.ts";
export {
  type CompensatorRows,
  type FixedCompensator,
  fixedCompensator,
  fixedCompensatorAsked,
  fixedCompensatorState,
} from "./fixed-point/state-twin.ts";

// Forecasters.
export { type BoostedStumps, fitBoostedStumps, stumpProbabilities } from "./forecast/boosted-stumps.ts";
export {
  areaUnderCurve,
  brierScore,
  brierSkill,
  type CalibrationBin,
  calibrationTable,
  logLoss,
} from "./forecast/classifier-scores.ts";
export { explainedVariance, persistenceSkill, signHits } from "./forecast/forecast-scores.ts";
export { harExpandingForecasts, harFit } from "./forecast/har.ts";
export { logisticFit, logisticProbabilities } from "./forecast/logistic.ts";
export { autoregressionForecasts, chooseAutoregression, ridgeAutoregression } from "./forecast/ridge-autoregression.ts";

// Identification.
export { type ArxFit, type ArxOrders, arx } from "./identification/arx.ts";
export { era, type HankelShape } from "./identification/era.ts";
export { pseudoRandomBinary } from "./identification/excitation.ts";
export type { Experiment, Sampling } from "./identification/experiment.ts";
export { modelFit, nrmseFit } from "./identification/fit.ts";
export { markovParameters } from "./identification/markov.ts";
export { type Nonlinearity, nonlinearity, type ScaledResponses } from "./identification/nonlinearity.ts";
export { chooseOrder, type OrderChoice } from "./identification/order-choice.ts";
export type { Realisations } from "./identification/realisations.ts";
export { subspace } from "./identification/subspace.ts";
export { LEAST_FIT, type ModelVerdict, modelVerdict } from "./identification/verdict.ts";

// Linear models.
export { append, feedback, lowerLft, parallel, series, upperLft } from "./linear/connect.ts";
export { stateSpaceOf, transferFunctionOf } from "./linear/convert.ts";
export { delayed, delayedInputs, delayedOutputs, wholeSamples } from "./linear/delays.ts";
export { bilinear, bilinearTransfer, zeroOrderHold, zeroOrderHoldTransfer } from "./linear/discretise.ts";
export { frequencyResponse, transferResponse } from "./linear/frequency-response.ts";
export {
  type ActuatorLimits,
  type AntiWindup,
  type LimitedPid,
  type LoopResponse,
  type LoopSignals,
  loopResponse,
} from "./linear/loop-response.ts";
export { type PidGains, pidModel, pidSetpointModel } from "./linear/pid-model.ts";
export { poles, staticGain, zeros } from "./linear/poles-zeros.ts";
export { impulseResponse, response, stepResponse } from "./linear/response.ts";
export type { StateSpace, TimeUnit } from "./linear/state-space.ts";
export { type StepMetrics, stepMetrics } from "./linear/step-metrics.ts";
export { type TransferFunction, transferAt } from "./linear/transfer-function.ts";

// Laws of the loops.
export { structureNames } from "./loop-parameters.ts";
export { largestRaise, marginLoopGain, volatilitySensitivity } from "./margin-guardrail.ts";
export { bumplessIntegral, pidDerivative, pidIntegral, pidParameters, stressedBase, unwound } from "./pid.ts";
export { type Sensor, sensorNames, sensorParameters } from "./sensors.ts";

// Synthesis.
export {
  type KalmanBucyFilter,
  type KalmanFilter,
  kalmanBucyFilter,
  kalmanFilter,
  type Noise,
} from "./synthesis/kalman.ts";
export { type EstimatorGains, lqgController } from "./synthesis/lqg.ts";
export { closedLoopMatrix, lqr } from "./synthesis/lqr.ts";
export { placePoles } from "./synthesis/placement.ts";
export { extendedModel, type Regulator, type RegulatorDesign, regulator } from "./synthesis/regulator.ts";
