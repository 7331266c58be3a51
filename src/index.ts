// A whole study as a library: read it, run it, report it, propose from it. The rooms below have entries of their own:
// flyball/control, flyball/search, flyball/simulate and flyball/objective.
//
//   const study = readStudy("configs/quickstart.yaml");
//   const options = { directory: "results/quickstart", workers: 2, trials: null, resume: false, fresh: true };
//   const record = await runSession(study, options, createStop(Infinity), () => silent);
//   writeReport(record, "results/quickstart");
//
// What a user has to mend is thrown as a UserError, with every problem and its place.
export { protocolOfStudy } from "./governance/protocol-of-study.ts";
export { trialToPropose } from "./governance/trial-choice.ts";
export { calibrateMarket } from "./market/calibration.ts";
export type { CalibrationOptions } from "./market/findings.ts";
export { readPriceFile } from "./market/price-file.ts";
export { joinPrices, type PriceHistory } from "./market/price-history.ts";
export type { MarketProfile } from "./market/profile.ts";
export { profileText } from "./market/profile-file.ts";
export { type Problem, UserError } from "./numeric/user-error.ts";
export type { ProtocolFile } from "./protocol/protocol-file.ts";
export { type Report, renderReport } from "./report/report.ts";
export { writeReport } from "./report/report-folder.ts";
export type { ReportInput } from "./report/report-input.ts";
export { codeVersion } from "./study/code-version.ts";
export { type Hardened, runHardened } from "./study/hardening.ts";
export { createProgress, type Progress, silent, type Terminal } from "./study/progress.ts";
export type { Failure, Family, RescoreRecord, StudyRecord, TrialRecord } from "./study/record.ts";
export { type Played, playVectors, replayMismatch, trialValues } from "./study/replay.ts";
export { runSession, type SessionOptions } from "./study/session.ts";
export type { SeedFamily, StudySpec, TunedParameter } from "./study/spec.ts";
export { createStop, listen, type Stop } from "./study/stop.ts";
export { readRecord } from "./study/store.ts";
export { readStudy, type StudyFile } from "./study/study-file.ts";
export type { Overrides } from "./study/value-layers.ts";
