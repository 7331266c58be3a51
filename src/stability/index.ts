// The stability analysis as a library: linear models of a venue's loops and what they certify, the fold of its book, and
// what simulation says of both.
//
//   const vector = vectorOf({ "funding.law": 3, "funding.kp": 0.2 }); // of flyball/simulate
//   const { perChannel, latency, fold } = analyse(vector);
//   const reserve = foldDistance(fastCascade(vector, agedBook(vector)), 1e-3).distance; // a book of some days' trading
//   const models = identifiedGrid(vector, plannedChannels, usualBudget, { scenario: 1, probe: 1 }); // asks the simulator
//
// A vector holds every parameter of the model in SI units, and behind them the compensators of its loops of state feedback:
// what was designed for one vector is certified as it is at every operating point and variant. Falls are logs.
export { UserError } from "../numeric/user-error.ts";
// Cascades, books and the fold.
export { analyticAmplification, type MeasuredAmplification, measuredAmplification } from "./amplification.ts";
// The whole analysis, and the numbers that a constraint may name.
export { analyse, confirmedBySimulation } from "./analyse.ts";
export type {
  Amplification,
  CertifiedDelay,
  ChannelCertificates,
  DelayMap,
  DiskPicture,
  FoldReport,
  GapBound,
  Latency,
  LatencyConfirmation,
  LoopCertificate,
  LoopPicture,
  MarginLoop,
  Place,
  PlayedLatency,
  StabilityAnalysis,
  Uncertified,
} from "./analysis.ts";
export { LARGEST_SHOCK, LATENCY_LIMIT } from "./analysis.ts";
export {
  empiricalBook,
  interpolatedBook,
  type LogUniformLongs,
  type LongBook,
  logUniformBook,
  type Positions,
} from "./book-density.ts";
// Loops and plants.
export { cascadeLoop } from "./cascade-block.ts";
export { certify } from "./certificate.ts";
export { CERTIFICATE_LIMIT, type Certificate } from "./certificate-table.ts";
export { certificates } from "./certificates.ts";
// State feedback.
export { analyticModel, type ChannelModel, identifiedModel } from "./channel-model.ts";
export {
  type ChannelModels,
  closedLoopOf,
  compensatorOf,
  controllerOf,
  withStateFeedback,
} from "./compensator.ts";
export { confirmFold, type PlayedShock } from "./confirm-fold.ts";
// Identification on the simulator.
export { type ConfirmedChannel, confirmLatency } from "./confirm-latency.ts";
export {
  type ExperimentOutput,
  type ExperimentPlan,
  type ExperimentSeeds,
  type ProbeTarget,
  pairedExperiments,
} from "./experiment.ts";
export { type Fold, foldDistance, restingCurve } from "./fold.ts";
export { foldingDepth } from "./folding-depth.ts";
export type { Depth, SaleUnit } from "./forced-sale.ts";
export { gapNorm } from "./gap-bound.ts";
export {
  channelPlan,
  type ExperimentBudget,
  identifiedGrid,
  type PlannedChannel,
  plannedChannels,
  usualBudget,
} from "./identified-grid.ts";
export { type IdentifiedModel, identifyChannel, stateSpaceOfRecord } from "./identified-model.ts";
export { type Branch, channelLoops, type Loops, loopsOf, type OpenLoop, openLoop } from "./loops.ts";
// Where a certificate has to hold.
export { atOperatingPoint, type OperatingPoint, operatingPoints } from "./operating-point.ts";
export { amplification, type Cascade, loopGain, type RestingPoint, restingFall, restingPoint } from "./resting-fall.ts";
export { foldBySimulation } from "./simulated-fold.ts";
export { type ChannelPlant, depthPlant, fundingPlant, marginPlant } from "./slow-block.ts";
export { slowWaveAmplification } from "./slow-waves.ts";
export { toleratedDelay } from "./tolerated-delay.ts";
export { type Turnover, turnover } from "./turnover.ts";
export { type Variant, variants, varied } from "./uncertainty.ts";
export { agedBook, openingBook } from "./venue-book.ts";
export { fastCascade, slowCascade } from "./venue-cascade.ts";
export { volatilityPlant } from "./volatility-sensor.ts";
