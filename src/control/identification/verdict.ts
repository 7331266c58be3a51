// Whether a linear model may be used at an operating point, in words for the report.

/** A model must explain more than this on data that it was not made from (control 3.4 b). */
export const LEAST_FIT = 0.7;

export interface ModelVerdict {
  readonly accepted: boolean;
  readonly words: string;
}

/** @param fit worst NRMSE fit of the outputs on fresh seeds; -Infinity for a model that diverges */
export function modelVerdict(fit: number): ModelVerdict {
  const accepted = fit > LEAST_FIT;
  const judgement = accepted ? "linear model accepted" : "no valid linear model here";
  const found = fit === -Infinity ? "the model diverges" : `fit ${twoDigits(fit, accepted)}`;
  return { accepted, words: `${judgement}: ${found} on fresh seeds; expected above ${LEAST_FIT}` };
}

/** Rounded away from the border, so that the digits never contradict the judgement. */
function twoDigits(fit: number, accepted: boolean): string {
  return ((accepted ? Math.ceil(100 * fit) : Math.floor(100 * fit)) / 100).toFixed(2);
}
