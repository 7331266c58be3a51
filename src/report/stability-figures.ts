// The figures of a stability analysis: five of each certified loop, and the early-warning picture of the cascade.
import type { DelayMap } from "../stability/analysis.ts";
import { fixed, joined } from "./number-format.ts";
import type { Figure } from "./section.ts";
import { bodeFigure } from "./stability-bode.ts";
import { delayMapFigure } from "./stability-delay-map.ts";
import { foldFigure } from "./stability-fold-figure.ts";
import type { StabilityInput } from "./stability-input.ts";
import type { DrawnLoop } from "./stability-look.ts";
import { nyquistFigure } from "./stability-nyquist.ts";
import { pointText } from "./stability-place.ts";
import { polesFigure } from "./stability-poles.ts";
import { stepsFigure } from "./stability-steps.ts";
import { LEAST_DELAYS } from "./stability-targets.ts";

/** In the order in which they are read; names are unique. */
export function stabilityFigures(input: StabilityInput): readonly Figure[] {
  const channels = new Set(input.flatMap(({ analysis }) => analysis.pictures.map(({ channel }) => channel)));
  return [...[...channels].flatMap((channel) => loopFigures(channel, input)), ...foldFigures(input)];
}

function loopFigures(channel: string, input: StabilityInput): readonly Figure[] {
  const loops = input.flatMap(({ set, analysis }): readonly DrawnLoop[] => {
    const picture = analysis.pictures.find((picture) => picture.channel === channel);
    const certificate = analysis.perChannel.find((loop) => loop.channel === channel)?.nominal;
    return picture === undefined || certificate === undefined ? [] : [{ set, picture, certificate }];
  });
  const block = input[0].analysis.blockTime;
  const where = `The ${channel} loop at ${[...new Set(loops.map(({ picture }) => pointText(picture.point)))].join(" and ")}`;
  const withPoles = loops.filter(({ picture }) => picture.poles.length > 0);
  return [
    {
      name: `stability-bode-${channel}`,
      caption: `${where}: gain and phase over frequency. The phase margin PM is read where the gain is 1 (dots), the gain margin GM where the phase is −180° (rings).`,
      svg: bodeFigure(channel, loops),
    },
    {
      name: `stability-nyquist-${channel}`,
      caption: `${where}: Nyquist curve; thin, its mirror image at negative frequencies. It must keep away from −1 and provably stays out of the disk.`,
      svg: nyquistFigure(channel, loops),
    },
    ...(withPoles.length === 0
      ? []
      : [
          {
            name: `stability-poles-${channel}`,
            caption: `${where}: closed-loop poles. Left: all, in the unit circle, whose inside is stable. Right: the slow ones near z = 1 by ln z / block time, logarithmic away from 0; the dashed line is the unit circle.`,
            svg: polesFigure(channel, withPoles, block),
          },
        ]),
    {
      name: `stability-step-${channel}`,
      caption: `${where}: what the closed loop leaves of a sudden disturbance of its command, over time.`,
      svg: stepsFigure(channel, loops),
    },
    ...mapFigures(channel, input),
  ];
}

/** The map of the last set that has one: the tuned set's where it is known. */
function mapFigures(channel: string, input: StabilityInput): readonly Figure[] {
  const maps = input.flatMap(({ set, analysis }) =>
    analysis.delayMaps.filter((map) => map.channel === channel).map((map) => ({ set, analysis, map })),
  );
  const last = maps.at(-1);
  if (last === undefined) return [];
  const nominal = last.analysis.perChannel.find((loop) => loop.channel === channel)?.nominal.delay.nominal ?? 0;
  const asked = nominal + LEAST_DELAYS * Math.max(1, nominal);
  const marked = maps.map(({ set, map }) => ({ set, ...map.at }));
  const others = maps.length > 1 ? ` All other parameters are those of the ${last.set} set.` : "";
  const line = `Black line: ${joined(fixed(asked, 0), "blocks")}, the nominal ${fixed(nominal, 0)} and ${LEAST_DELAYS} times as many on top.`;
  return [
    {
      name: `stability-latency-${channel}`,
      caption: `Longest latency from command to effect that the ${channel} loop tolerates at every point and variant, over ${gains(last.map)}. ${line}${others}`,
      svg: delayMapFigure(last.map, marked, asked, last.analysis.blockTime),
    },
  ];
}

function gains({ across, down }: DelayMap): string {
  return `${across.name} and ${down.name}`;
}

function foldFigures(input: StabilityInput): readonly Figure[] {
  const folds = input.map(({ set, analysis }) => ({ set, fold: analysis.fold }));
  if (folds.every(({ fold }) => fold.curve.length === 0)) return [];
  return [
    {
      name: "stability-fold",
      caption:
        "Early warning: total fall of the mark over a sudden fall of the outside price, opening book, nothing dampening the cascade. Where the lower branch turns back (dot), the price jumps on to the ring.",
      svg: foldFigure(folds),
    },
  ];
}
