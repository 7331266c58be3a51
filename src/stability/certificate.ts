// The certificate of one loop: margins, sensitivity, tolerated delay and churn.
import { isStableClosed } from "../control/analysis/closed-loop.ts";
import { diskMargin } from "../control/analysis/disk-margin.ts";
import { loopMargins } from "../control/analysis/loop-margins.ts";
import { peakSensitivity } from "../control/analysis/peak-sensitivity.ts";
import type { TransferFunction } from "../control/linear/transfer-function.ts";
import type { CertifiedDelay, DiskPicture, LoopCertificate } from "./analysis.ts";
import { churn } from "./churn.ts";
import { loopInWords, type OpenLoop, openLoop } from "./loops.ts";
import { toleratedDelay } from "./tolerated-delay.ts";

const DEGREES = 180 / Math.PI;
const DAY = 86400;

/** An unstable loop is a result, not an error. */
export function certify(loop: OpenLoop): LoopCertificate {
  const L = openLoop(loop);
  const margins = loopMargins(L);
  const { sensitivity, complementary } = peakSensitivity(L);
  const stable = isStableClosed(L);
  return {
    channel: loop.channel,
    senses: loopInWords(loop),
    point: loop.point,
    variant: loop.variant,
    model: "analytic",
    stable,
    gainMargin: finite(margins.gainIncrease),
    gainReduction: margins.gainDecrease,
    phaseMarginDegrees: finite(margins.phaseMargin * DEGREES),
    peakSensitivity: finite(sensitivity.value),
    peakFrequency: sensitivity.frequency,
    peakComplementary: finite(complementary.value),
    disk: diskPicture(L),
    delay: certifiedDelay(L),
    churn: stable ? churn(loop) : null,
  };
}

/** null for what is not finite. */
export function finite(x: number): number | null {
  return Number.isFinite(x) ? x : null;
}

function diskPicture(L: TransferFunction): DiskPicture {
  const { alpha, gain, phase, circle } = diskMargin(L);
  const most = finite(gain.high);
  return { alpha, gain: { least: gain.low, most }, phaseDegrees: phase * DEGREES, circle: alpha > 0 ? circle : null };
}

function certifiedDelay(L: TransferFunction): CertifiedDelay {
  const { samples, time, firstUnstable } = toleratedDelay(L);
  return { nominal: L.delay, extra: samples, extraSeconds: time * DAY, firstUnstable };
}
