// A forecast profile as YAML text: coefficients, how they were made, and how good they are, with a comment that says so.
import { Document } from "yaml";
import type { Measure } from "../objective/measure.ts";
import { CRUNCH_DEPTH, FLOW_SHARES } from "./forecast-label.ts";
import type { CrunchScores, ForecastScores } from "./forecast-scores.ts";
import { HORIZON_SECONDS } from "./forecast-shape.ts";
import type { ForecastFindings } from "./forecast-study.ts";
import type { ClosedLoopValue } from "./forecast-value.ts";

/** Text of a profile file that a study can name under `forecast`; the same findings give the same bytes. */
export function forecastProfile(name: string, findings: ForecastFindings): string {
  const { study, coefficients, scores, value } = findings;
  const [validation, holdout] = scores;
  const document = new Document({
    name,
    values: coefficients,
    scores: {
      validation: scoreRecord(validation),
      holdout: scoreRecord(holdout),
      closedLoop: value.map((one, i) => ({ on: i === 0 ? "validation" : "holdout", ...valueRecord(one) })),
    },
    provenance: provenance(findings),
    notes: forecastNotes(findings),
  });
  document.commentBefore = [
    ` Forecast profile "${name}": coefficients of the forecasters, trained by \`flyball forecast\` on the search paths of the`,
    ` study ${study.spec.name}. A study reads \`values\` where it says \`forecast: <this file>\`; the rest says whence, and how good.`,
  ].join("\n");
  return document.toString({ lineWidth: 118 });
}

/** What to know before using the coefficients, in sentences. */
export function forecastNotes({ trained, hookup }: ForecastFindings): readonly string[] {
  const { crunch, skew, omitted } = trained;
  const notes = Object.entries(omitted).map(([forecaster, why]) => `Omitted: ${forecaster} (${why}).`);
  if (skew !== null) notes.push(`Skew: lags of ten minutes: ${skew.lags}; ridge ${skew.ridge}.`);
  if (crunch !== null) {
    const { flowShare, baseRate, ridge, leftOut, stumps } = crunch;
    const frequent = flowShare === FLOW_SHARES[0] ? "" : "; 1 % would be true too often";
    notes.push(
      `Crunch: within ${HORIZON_SECONDS / 60} minutes depth below ${100 * CRUNCH_DEPTH} % of rest, or forced flow above ${100 * flowShare} % of depth${frequent}. True of ${percent(baseRate)} of the training samples. Ridge ${ridge}.`,
    );
    if (leftOut.length > 0) notes.push(`Features left out: ${leftOut.join("; ")}.`);
    if (stumps !== null) {
      const size = `Brier score ${significant(stumps.gain)} lower, standard error ${significant(stumps.standardError)}`;
      notes.push(
        stumps.chosen === "stumps"
          ? `Boosted stumps are better on validation (${size}), but the kernel and a chain run the logistic classifier, so that is exported.`
          : `Boosted stumps are not better on validation by more than two standard errors (${size}).`,
      );
    }
  }
  notes.push(hookupNote(hookup));
  if (hookup !== null)
    notes.push(
      "Without forecasters their sensors read 0 and the loops that listen rest. Timing compares with the same loops on a constant forecast, the mean of the trained one: what is left there is the worth of knowing when.",
    );
  return notes;
}

function hookupNote(hookup: ForecastFindings["hookup"]): string {
  if (hookup === null)
    return "No loop of the study listens, and none is free to: connect one, for example by depth.feedForwardSensor: crunch, depth.feedForward: 1, or for the skew by funding.law: controller, funding.feedForwardSensor: forecastSkew.";
  if (hookup.own) return `Closed loop: the study's own loops listen (${hookup.words}).`;
  return `Closed loop: no loop of the study listens to a forecast; judged with ${hookup.words}. Set these rows, or others, for the profile to have an effect.`;
}

function provenance({ study, training, scores }: ForecastFindings): Record<string, unknown> {
  const [validation, holdout] = scores;
  return {
    study: study.spec.name,
    files: Object.entries(study.dataHashes).map(([name, sha256]) => ({ name, sha256 })),
    training: { ...training, use: "every fit" },
    validation: { ...validation.family, use: "number of lags, ridges" },
    holdout: { ...holdout.family, use: "scores only" },
    horizonSeconds: HORIZON_SECONDS,
  };
}

function scoreRecord({ volatility, skew, crunch }: ForecastScores): Record<string, unknown> {
  return {
    ...(volatility === null ? {} : { volatility: rounded({ ...volatility }) }),
    ...(skew === null
      ? {}
      : { skew: { samples: skew.samples, ...rounded({ skill: skew.skill }), signs: rounded({ ...skew.signs }) } }),
    ...(crunch === null ? {} : { crunch: crunchRecord(crunch) }),
  };
}

function crunchRecord({
  auc,
  onsets,
  calibration,
  brier,
  brierSkill,
  ...counts
}: CrunchScores): Record<string, unknown> {
  return {
    ...counts,
    auc: measureRecord(auc),
    onsets: { ...onsets, auc: measureRecord(onsets.auc) },
    ...rounded({ brier, brierSkill }),
    calibration: calibration.map((bin) => rounded({ ...bin })),
  };
}

function valueRecord({ family, loss, timing, metrics }: ClosedLoopValue): Record<string, unknown> {
  return {
    ...family,
    ...(loss === null ? {} : { loss: measureRecord(loss), timing: measureRecord(timing) }),
    metrics: Object.fromEntries(metrics.map(({ name, difference }) => [name, measureRecord(difference)])),
  };
}

function measureRecord(measure: Measure | null): Record<string, number | null> | null {
  return measure === null ? null : rounded({ ...measure });
}

function rounded(numbers: Readonly<Record<string, number | null>>): Record<string, number | null> {
  return Object.fromEntries(Object.entries(numbers).map(([name, x]) => [name, x === null ? null : significant(x)]));
}

function significant(x: number): number {
  return Number.isInteger(x) ? x : Number(x.toPrecision(4));
}

function percent(share: number): string {
  return `${significant(100 * share)} %`;
}
