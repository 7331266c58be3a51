// The report before it has a form: sections of paragraphs, tables and figures, which HTML and Markdown both print.

/** How a cell or a statement is meant; colour and weight follow from it, the words never depend on it. */
export type Tone = "plain" | "good" | "bad" | "muted";

export interface Cell {
  readonly text: string;
  readonly tone?: Tone;
  /** Printed in a fixed-width font: hashes, names of parameters, commands. */
  readonly code?: true;
  /** A second, smaller line. */
  readonly note?: string;
}

export interface Column {
  readonly head: string;
  readonly align: "left" | "right";
}

export interface Table {
  readonly kind: "table";
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface Figure {
  /** File name without extension; unique in the report. */
  readonly name: string;
  /** Title and reading aid in words. */
  readonly caption: string;
  /** A complete SVG document. */
  readonly svg: string;
}

export type Block =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "statement"; readonly text: string; readonly tone: Tone }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "command"; readonly text: string }
  | { readonly kind: "figures"; readonly figures: readonly Figure[] }
  | Table;

export interface Section {
  /** Empty for the opening, which stands below the title. */
  readonly heading: string;
  readonly blocks: readonly Block[];
}

export interface Page {
  readonly title: string;
  readonly subtitle: string;
  readonly sections: readonly Section[];
}

export function paragraph(text: string): Block {
  return { kind: "paragraph", text };
}

export function cell(text: string, tone: Tone = "plain"): Cell {
  return { text, tone };
}

export function codeCell(text: string): Cell {
  return { text, code: true };
}

/** Columns from their heads: a head that starts with ">" is aligned to the right, as numbers are. */
export function columns(...heads: readonly string[]): readonly Column[] {
  return heads.map((head) =>
    head.startsWith(">") ? { head: head.slice(1), align: "right" } : { head, align: "left" },
  );
}
