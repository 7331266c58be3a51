// A figure as a PNG image, drawn by the optional library resvg with the fonts of this machine.

/** Turns an SVG document into the bytes of a PNG. */
export type Rasteriser = (svg: string) => Uint8Array;

/** What people are told where there is no rasteriser. */
export const noRasteriser =
  "found no @resvg/resvg-js, so no PNG was written; expected that optional package; `npm install @resvg/resvg-js` adds it";

/** Pixels of the image per pixel of the figure: sharp on paper and on dense screens. */
export const PNG_SCALE = 2;

/** Fonts with the signs of the figures, the most usual ones of Linux, macOS and Windows. */
const fonts = "DejaVu Sans, Liberation Sans, Noto Sans, Helvetica Neue, Arial, sans-serif";

/** Null where the optional package is not installed. */
export async function rasteriser(): Promise<Rasteriser | null> {
  const library = await import("@resvg/resvg-js").catch(() => null);
  if (library === null) return null;
  return (svg) =>
    new library.Resvg(svg.replaceAll("system-ui, sans-serif", fonts), {
      fitTo: { mode: "zoom", value: PNG_SCALE },
      background: "white",
      font: { loadSystemFonts: true, defaultFontFamily: "DejaVu Sans" },
    })
      .render()
      .asPng();
}
