// Several plots as one SVG document, each at its place: what has two axes of its own cannot be one plot.
import { escapeHtml } from "./escape.ts";
import { inlineSvg } from "./svg-document.ts";

/** A plot and the place of its upper left corner, px. */
export interface Panel {
  readonly svg: string;
  readonly x: number;
  readonly y: number;
}

/** @param title what the figure shows, read aloud by screen readers  @param size of the whole, px */
export function panelledSvg(title: string, size: readonly [number, number], panels: readonly Panel[]): string {
  const [width, height] = size;
  const inner = panels.map(({ svg, x, y }) => inlineSvg(svg).replace("<svg", `<svg x="${x}" y="${y}"`));
  const attributes = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  const words = `role="img" aria-label="${escapeHtml(title)}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${attributes} ${words}>${inner.join("")}</svg>`;
}
