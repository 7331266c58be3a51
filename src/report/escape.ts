// Text from people (names, messages, descriptions) made harmless for HTML and for Markdown.

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escapeHtml(text: string): string {
  return withoutControls(text).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/** Markdown is also HTML: entities for its angle brackets, backslashes for its own marks, one line only. */
export function escapeMarkdown(text: string): string {
  const line = withoutControls(text).replace(/\s*\n\s*/g, " ");
  return line.replace(/[\\`*_[\]|~#]/g, "\\$&").replace(/[&<>]/g, (sign) => entities[sign] ?? sign);
}

/** Code in Markdown, fenced by one more backtick than the text holds in a row; a table's bar is escaped. */
export function markdownCode(text: string): string {
  const line = withoutControls(text).replace(/\s*\n\s*/g, " ");
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 ? " " : "";
  return `${fence}${pad}${line.replaceAll("|", "\\|")}${pad}${fence}`;
}

/** Control characters have no place in either form and make HTML and SVG ill-formed. */
function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, "");
}
