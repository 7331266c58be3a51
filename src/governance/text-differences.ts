// Where two texts differ, line by line, in words short enough to read.

/** At most this many lines are named. */
const MOST = 5;
/** Characters shown around the first difference of a line. */
const AROUND = 40;

/** @param said text of a file in the bundle, null where it is missing  @param redone what it should be */
export function textDifferences(name: string, said: string | null, redone: string): string[] {
  if (said === redone) return [];
  if (said === null) return [`${name}: missing from the bundle`];
  const [found, expected] = [said.split("\n"), redone.split("\n")];
  const rows = Array.from({ length: Math.max(found.length, expected.length) }, (_, row) => row);
  const differing = rows.filter((row) => found[row] !== expected[row]);
  const lines = differing.slice(0, MOST).map((row) => lineText(name, row, found[row], expected[row]));
  const more = differing.length - lines.length;
  return more > 0 ? [...lines, `${name}: ${more} more lines differ; do not use it`] : lines;
}

function lineText(name: string, row: number, found: string | undefined, expected: string | undefined): string {
  const place = `${name} line ${row + 1}`;
  if (found === undefined) return `${place}: missing from the bundle`;
  if (expected === undefined) return `${place}: does not belong to the proposal`;
  const from = Math.max(0, firstDifference(found, expected) - AROUND / 2);
  return `${place}: the bundle says "${excerpt(found, from)}", redone it is "${excerpt(expected, from)}"`;
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

function excerpt(text: string, from: number): string {
  const shown = text.slice(from, from + AROUND);
  return `${from > 0 ? "…" : ""}${shown}${from + AROUND < text.length ? "…" : ""}`;
}
