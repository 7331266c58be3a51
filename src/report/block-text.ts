// Parts of a report as plain text for the terminal: paragraphs wrapped, lists dashed, tables in columns. Figures are left out.
import type { Block, Cell } from "./section.ts";
import { textTable } from "./text-table.ts";

const WIDTH = 110;

export function blocksText(blocks: readonly Block[]): string {
  return blocks.flatMap((block) => blockText(block) ?? []).join("\n\n");
}

function blockText(block: Block): string | null {
  switch (block.kind) {
    case "paragraph":
    case "statement":
      return wrapped(block.text, "", "");
    case "list":
      return block.items.map((item) => wrapped(item, "- ", "  ")).join("\n");
    case "command":
      return `  ${block.text}`;
    case "figures":
      return null;
    case "table": {
      const heads = block.columns.map(({ head, align }) => (align === "right" ? `>${head}` : head));
      return `${wrapped(block.caption, "", "")}\n\n${textTable(
        heads,
        block.rows.map((row) => row.map(cellText)),
      )}`;
    }
  }
}

function cellText({ text, note }: Cell): string {
  return note === undefined ? text : `${text} (${note})`;
}

/** Lines of at most `WIDTH` characters, broken at spaces that may break. */
function wrapped(text: string, first: string, next: string): string {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(" ")) {
    if (!empty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = next + word;
    } else line = empty ? line + word : `${line} ${word}`;
    empty = false;
  }
  return [...lines, line].join("\n");
}
