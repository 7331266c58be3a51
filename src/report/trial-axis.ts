// Axes of a figure over the trials of a study: values upwards with a grid, whole numbers of trials across.
import * as Plot from "@observablehq/plot";
import { fixed } from "./number-format.ts";
import { palette } from "./palette.ts";

/** @param label of the values */
export function trialAxes(label: string): readonly Plot.Markish[] {
  return [
    Plot.gridY({ stroke: palette.line, strokeOpacity: 1, ticks: 6 }),
    Plot.axisY({ ticks: 6, tickSize: 0, label, labelArrow: "none" }),
    Plot.axisX({
      ticks: 8,
      tickFormat: (index: number) => (Number.isInteger(index) ? fixed(index, 0) : ""),
      label: "Trial",
      labelArrow: "none",
      labelAnchor: "center",
    }),
  ];
}
