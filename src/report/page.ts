// The report as one HTML file: no script, no network, styles and figures inside.
import { escapeHtml } from "./escape.ts";
import { pageStyle } from "./page-style.ts";
import type { Block, Cell, Figure, Page, Section, Table } from "./section.ts";
import { inlineSvg } from "./svg-document.ts";

export function htmlPage(page: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)}</title>
<style>
${pageStyle}</style>
</head>
<body>
<main>
<header>
<h1>${escapeHtml(page.title)}</h1>
<p class="subtitle">${escapeHtml(page.subtitle)}</p>
</header>
${page.sections.map(section).join("\n")}
</main>
</body>
</html>
`;
}

function section({ heading, blocks }: Section): string {
  const head = heading === "" ? "" : `<h2>${escapeHtml(heading)}</h2>\n`;
  return `<section>\n${head}${blocks.map(block).join("\n")}\n</section>`;
}

function block(part: Block): string {
  switch (part.kind) {
    case "paragraph":
      return `<p>${escapeHtml(part.text)}</p>`;
    case "statement":
      return `<p class="statement ${part.tone}">${escapeHtml(part.text)}</p>`;
    case "list":
      return `<ul>\n${part.items.map((item) => `<li>${escapeHtml(item)}</li>`).join("\n")}\n</ul>`;
    case "command":
      return `<pre><code>${escapeHtml(part.text)}</code></pre>`;
    case "figures":
      return `<div class="figures">\n${part.figures.map(figure).join("\n")}\n</div>`;
    case "table":
      return table(part);
  }
}

function figure({ caption, svg }: Figure): string {
  return `<figure>\n${inlineSvg(svg)}\n<figcaption>${escapeHtml(caption)}</figcaption>\n</figure>`;
}

function table({ caption, columns, rows }: Table): string {
  const side = (index: number): string => (columns[index]?.align === "right" ? ' class="number"' : "");
  const head = columns.map((column, index) => `<th scope="col"${side(index)}>${escapeHtml(column.head)}</th>`).join("");
  const body = rows.map(
    (row) => `<tr>${row.map((entry, index) => `<td${side(index)}>${content(entry)}</td>`).join("")}</tr>`,
  );
  return `<div class="table">
<table>
<caption>${escapeHtml(caption)}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body.join("\n")}
</tbody>
</table>
</div>`;
}

function content({ text, tone = "plain", code, note }: Cell): string {
  const inner = code ? `<code>${escapeHtml(text)}</code>` : escapeHtml(text);
  const toned = tone === "plain" ? inner : `<span class="${tone}">${inner}</span>`;
  return note === undefined ? toned : `${toned}<small>${escapeHtml(note)}</small>`;
}
