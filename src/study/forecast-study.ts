// The forecasters of a study from end to end: what it says is read, forecasters are trained, judged, and put to work.
import { basename } from "node:path";
import { forecastParameters } from "../control/forecast-parameters.ts";
import { UserError } from "../numeric/user-error.ts";
import { constantForecasts } from "./forecast-constant.ts";
import { type Hookup, hookupOf } from "./forecast-hookup.ts";
import { type ForecastSamples, forecastSamples } from "./forecast-samples.ts";
import { type ForecastScores, forecastScores } from "./forecast-scores.ts";
import { coefficientsOf, forecasterNames, type TrainedForecasters, trainForecasters } from "./forecast-training.ts";
import { type ClosedLoopValue, closedLoopValue } from "./forecast-value.ts";
import type { SeedFamily } from "./spec.ts";
import { type StudyFile, studyOf } from "./study-file.ts";
import { readYaml } from "./yaml-file.ts";

/** Everything that `flyball forecast` finds. */
export interface ForecastFindings {
  readonly study: StudyFile;
  /** Paths that were trained on: the first ones of the search family. */
  readonly training: SeedFamily;
  readonly trained: TrainedForecasters;
  /** By parameter name, as exported. */
  readonly coefficients: Readonly<Record<string, number>>;
  /** On validation, which chose between fits, and on holdout, which did not. */
  readonly scores: readonly [validation: ForecastScores, holdout: ForecastScores];
  /** null where no loop is free to listen. */
  readonly hookup: Hookup | null;
  /** On validation and holdout; empty where no loop is free to listen. */
  readonly value: readonly ClosedLoopValue[];
}

/**
 * Reads the study as it is without forecasters: the profile that its key `forecast` names is what is being made and may
 * not exist yet. The hashes are those of the study file itself and of what it names. Throws UserError with every problem.
 */
export function readUnforecast(path: string): StudyFile {
  const { data, hash } = readYaml(path);
  const rest = typeof data === "object" && data !== null && !Array.isArray(data) ? { ...data } : data;
  if (typeof rest === "object" && rest !== null) Reflect.deleteProperty(rest, "forecast");
  const study = studyOf(path, rest);
  const fixed = forecastParameters.filter(({ name }) => study.spec.origins[name] === "set");
  const problems = fixed.map(({ name }) => ({
    place: `set > ${name}`,
    message: "found a coefficient; expected those of the profile only, which it would override; take it out",
  }));
  if (problems.length > 0) throw new UserError(path, problems);
  return { ...study, dataHashes: { [basename(path)]: hash, ...study.dataHashes } };
}

/** Plays the search family to train, validation to choose; holdout only to judge what has been chosen. */
export function findForecasters(study: StudyFile): ForecastFindings {
  const { spec } = study;
  const { search, validation, holdout } = spec.scenarios;
  const samplesOf = (family: SeedFamily): ForecastSamples => forecastSamples(spec, family);
  const [training, validating] = [samplesOf(search), samplesOf(validation)];
  const trained = trainForecasters(training, validating);
  const coefficients = coefficientsOf(trained);
  const constant = constantForecasts(trained, training);
  const hookup = hookupOf(
    spec.values,
    forecasterNames.filter((name) => trained[name] !== null),
  );
  return {
    study,
    training: training.family,
    trained,
    coefficients,
    scores: [forecastScores(trained, validating), forecastScores(trained, samplesOf(holdout))],
    hookup,
    value:
      hookup === null
        ? []
        : [validation, holdout].map((family) => closedLoopValue(spec, coefficients, constant, hookup, family)),
  };
}
