// What `flyball forecast` prints: how good the forecasters are, and what they are worth in the closed loop.
import type { Measure } from "../objective/measure.ts";
import { metricNamed } from "../objective/metrics.ts";
import { forecastNotes } from "../study/forecast-profile.ts";
import type { CrunchScores, ForecastScores } from "../study/forecast-scores.ts";
import type { ForecastFindings } from "../study/forecast-study.ts";
import type { ClosedLoopValue } from "../study/forecast-value.ts";
import { counted, displayUnit, estimate, fixed, withInterval } from "./number-format.ts";
import { textTable } from "./text-table.ts";

export function forecastText(findings: ForecastFindings): string {
  const { study, training, scores, value } = findings;
  const [validation, holdout] = scores;
  const parts = [
    `${study.spec.name}: trained on ${counted(training.paths, "path")}, seed ${training.seed}`,
    scoreTable(validation, holdout),
    holdout.crunch === null ? "" : calibrationText(holdout.crunch),
    forecastNotes(findings).join("\n"),
    ...value.map((one, i) => valueText(i === 0 ? "validation" : "holdout", one)),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** Everything found, as JSON text. */
export function forecastJson(findings: ForecastFindings): string {
  const { study, training, coefficients, trained, scores, hookup, value } = findings;
  const { omitted, crunch } = trained;
  const verdicts = value.map(closedLoopVerdict);
  return JSON.stringify(
    {
      study: study.spec.name,
      training,
      coefficients,
      omitted,
      stumps: crunch?.stumps ?? null,
      scores: { validation: scores[0], holdout: scores[1] },
      hookup,
      closedLoop: value.map((one, i) => ({ ...one, verdict: verdicts[i] })),
      notes: forecastNotes(findings),
    },
    null,
    2,
  );
}

/** One sentence for what the holdout paths say of the closed loop. */
export function closedLoopVerdict({ loss, timing, metrics }: ClosedLoopValue): string {
  if (loss === null) {
    const sure = metrics.filter(({ difference }) => !includesZero(difference)).map(({ name }) => name);
    const found = sure.length === 0 ? "every interval includes zero" : `only these exclude zero: ${sure.join(", ")}`;
    return `The study has no losses; of the metrics compared, ${found}.`;
  }
  if (loss.value === 0 && loss.standardError === 0)
    return "With and without are the same: nothing acts on the forecasts.";
  if (includesZero(loss)) return "The interval of the loss includes zero: no value in the closed loop is shown.";
  if (loss.value > 0) {
    return "The loss is higher with the forecasters, and its interval excludes zero: do not use them like this.";
  }
  return `The loss is lower with the forecasters, and its interval excludes zero. ${timingVerdict(timing)}`.trimEnd();
}

function timingVerdict(timing: Measure | null): string {
  if (timing === null) return "";
  if (includesZero(timing)) return "That of timing alone includes zero: a constant forecast is not shown to be worse.";
  return timing.value < 0
    ? "It is lower than with a constant forecast, too."
    : "But a constant forecast makes it lower still: acting helps here, and knowing when does not.";
}

function includesZero({ low, high }: Measure): boolean {
  return low <= 0 && high >= 0;
}

function scoreTable(validation: ForecastScores, holdout: ForecastScores): string {
  const both = [validation, holdout];
  const row = (score: string, cell: (scores: ForecastScores) => string | null) => [score, ...both.map(cell)];
  const of = (crunch: (scores: CrunchScores) => string) => (scores: ForecastScores) =>
    scores.crunch === null ? null : crunch(scores.crunch);
  const all = [
    row("volatility: R2 of ln variance", ({ volatility }) => volatility && number(volatility.r2)),
    row("volatility: skill against persistence", ({ volatility }) => volatility && number(volatility.skill)),
    row("skew: skill against persistence", ({ skew }) => skew && number(skew.skill)),
    row("skew: right direction, changes above 2 %", ({ skew }) => skew && share(skew.signs.rate, skew.signs.count)),
    row(
      "crunch: AUC (95 % interval)",
      of(({ auc }) => area(auc)),
    ),
    row(
      "crunch: AUC of onsets",
      of(({ onsets }) => area(onsets.auc)),
    ),
    row(
      "crunch: Brier score",
      of(({ brier }) => estimate(brier)),
    ),
    row(
      "crunch: Brier skill against the base rate",
      of(({ brierSkill }) => number(brierSkill)),
    ),
    row(
      "crunch: samples with one",
      of(({ crunches, samples }) => `${fixed(crunches, 0)} of ${fixed(samples, 0)}`),
    ),
    row(
      "crunch: onsets",
      of(({ onsets }) => `${fixed(onsets.crunches, 0)} of ${fixed(onsets.samples, 0)}`),
    ),
  ];
  const rows = all.flatMap((cells) => (cells.includes(null) ? [] : [cells.map((text) => text ?? "")]));
  const heads = both.map(({ family }, i) => `>${i === 0 ? "validation" : "holdout"}, ${counted(family.paths, "path")}`);
  return textTable(["score", ...heads], rows);
}

function calibrationText({ calibration }: CrunchScores): string {
  const rows = calibration.map(({ from, to, count, meanProbability, frequency }) => [
    `${fixed(from, 1)} to ${fixed(to, 1)}`,
    fixed(count, 0),
    number(meanProbability),
    number(frequency),
  ]);
  return textTable(["crunch on holdout", ">samples", ">said", ">happened"], rows);
}

function valueText(name: string, value: ClosedLoopValue): string {
  const { family, loss, timing, metrics } = value;
  const lossRow = (label: string, of: Measure | null) =>
    of === null ? [] : [[label, "", interval(of, 1), "", mark(of)]];
  const rows = metrics.map(({ name, without, difference }) => {
    const { divisor, label } = displayUnit(metricNamed(name).unit, [without.value]);
    return [name, estimate(without.value / divisor), interval(difference, divisor), label, mark(difference)];
  });
  const head = `closed loop on ${name}, ${counted(family.paths, "path")}`;
  const table = textTable(
    [head, ">without", ">with minus without", "unit", ""],
    [...lossRow("loss", loss), ...lossRow("loss, timing alone", timing), ...rows],
  );
  return `${table}\n${closedLoopVerdict(value)}`;
}

function mark(difference: Measure): string {
  return includesZero(difference) ? "includes zero" : "";
}

function interval({ value, low, high }: Measure, divisor: number): string {
  return withInterval(value / divisor, low / divisor, high / divisor);
}

function area(auc: Measure | null): string {
  return auc === null ? "–" : withInterval(auc.value, auc.low, auc.high);
}

function number(value: number | null): string {
  return value === null ? "–" : estimate(value);
}

function share(rate: number | null, count: number): string {
  return rate === null ? "no such forecast" : `${estimate(100 * rate)} % of ${fixed(count, 0)}`;
}
