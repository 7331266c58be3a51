// The same report as Markdown, for forums and repositories: figures are files beside it.
import { escapeMarkdown, markdownCode } from "./escape.ts";
import type { Block, Cell, Page, Section, Table } from "./section.ts";

/** @param folder where the figures lie, relative to the Markdown file */
export function markdownPage(page: Page, folder: string): string {
  const top = `# ${escapeMarkdown(page.title)}\n\n${escapeMarkdown(page.subtitle)}`;
  return `${[top, ...page.sections.map((part) => section(part, folder))].join("\n\n")}\n`;
}

function section({ heading, blocks }: Section, folder: string): string {
  const head = heading === "" ? [] : [`## ${escapeMarkdown(heading)}`];
  return [...head, ...blocks.map((part) => block(part, folder))].join("\n\n");
}

function block(part: Block, folder: string): string {
  switch (part.kind) {
    case "paragraph":
      return escapeMarkdown(part.text);
    case "statement":
      return `> **${escapeMarkdown(part.text)}**`;
    case "list":
      return part.items.map((item) => `- ${escapeMarkdown(item)}`).join("\n");
    case "command":
      return `${fence(part.text)}\n${part.text}\n${fence(part.text)}`;
    case "figures":
      return part.figures
        .map(
          ({ name, caption }) => `![${escapeMarkdown(caption)}](${folder}/${name}.svg)\n\n*${escapeMarkdown(caption)}*`,
        )
        .join("\n\n");
    case "table":
      return table(part);
  }
}

function table({ caption, columns, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const head = line(columns.map((column) => escapeMarkdown(column.head)));
  const rule = line(columns.map((column) => (column.align === "right" ? "---:" : "---")));
  const body = rows.map((row) => line(row.map(content)));
  return [escapeMarkdown(caption), "", head, rule, ...body].join("\n");
}

function content({ text, tone = "plain", code, note }: Cell): string {
  const inner = code ? markdownCode(text) : escapeMarkdown(text);
  const toned = tone === "good" || tone === "bad" ? `**${inner}**` : inner;
  return note === undefined ? toned : `${toned} (${escapeMarkdown(note)})`;
}

/** A fence longer than any run of backticks in the text. */
function fence(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  return "`".repeat(longest + 1);
}
