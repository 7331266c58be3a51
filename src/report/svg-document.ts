// One figure of Observable Plot as a complete SVG document: no browser, no clock, the same bytes every time.
import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { palette } from "./palette.ts";

/**
 * Draws a plot. Each call has a document of its own and a fixed class name, so nothing is carried from one figure to
 * the next; coordinates are rounded to a hundredth of a pixel, far above what engines differ by.
 * @param title what the figure shows, read aloud by screen readers
 */
export function svgDocument(title: string, options: Plot.PlotOptions): string {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const svg = Plot.plot({
    ...options,
    document,
    className: "flyball-plot",
    style: {
      background: "white",
      color: palette.ink,
      fontFamily: "system-ui, sans-serif",
      fontSize: "12px",
      overflow: "visible",
    },
  });
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", title);
  return rounded(svg.outerHTML);
}

/** The same figure for use inside an HTML page, where the namespace is known. */
export function inlineSvg(svg: string): string {
  return svg.replace(' xmlns="http://www.w3.org/2000/svg"', "");
}

const coordinates = / (d|transform|x|y|x1|x2|y1|y2|cx|cy|r|width|height)="([^"]*)"/g;

function rounded(svg: string): string {
  return svg.replace(
    coordinates,
    (_, name: string, text: string) => ` ${name}="${text.replace(/-?\d+\.\d{3,}(e-\d+)?/g, shorter)}"`,
  );
}

function shorter(number: string): string {
  const value = Math.round(Number(number) * 100) / 100;
  return String(value === 0 ? 0 : value);
}
