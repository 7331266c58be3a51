// A table for the terminal: columns as wide as their widest cell, numbers to the right.

/** @param columns heads; one that begins with ">" stands to the right, as do its cells */
export function textTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const right = columns.map((head) => head.startsWith(">"));
  const heads = columns.map((head) => head.replace(/^>/, ""));
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => (row[at] ?? "").length)));
  const line = (cells: readonly string[]): string =>
    widths
      .map((width, at) => (right[at] === true ? (cells[at] ?? "").padStart(width) : (cells[at] ?? "").padEnd(width)))
      .join("  ")
      .trimEnd();
  return [line(heads), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
