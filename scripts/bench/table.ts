// Columns of text under one another, and a handful of timings in a few words.

/** Rows of cells; the first row is the head. Numbers stand at the right, names at the left. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("   ");
  return rows.map(line).join("\n");
}

/** "41.2 [39.8 to 44.0]": median, least, most. */
export function spread(values: readonly number[]): string {
  const show = (value: number): string => (value >= 1000 ? value.toFixed(0) : value.toPrecision(3));
  return `${show(median(values))} [${show(Math.min(...values))} to ${show(Math.max(...values))}]`;
}

/** Between two values in proportion; an infinite one of the two counts whole. @param share of the values below, 0 to 1 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const [low = Number.NaN, high = low] = sorted.slice(Math.floor(place), Math.floor(place) + 2);
  const rest = place - Math.floor(place);
  return rest === 0 ? low : (1 - rest) * low + rest * high;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
