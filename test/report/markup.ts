// A small reader of the report's markup for tests: is it well formed, and what does a person read in it?

const voids = new Set(["meta", "link", "br", "hr", "img", "input", "!doctype"]);

/** The first mistake in the nesting of elements, or null. */
export function nestingMistake(markup: string): string | null {
  const open: string[] = [];
  const tags = markup
    .replace(/<style>[\s\S]*?<\/style>/g, "")
    .matchAll(/<(\/?)([!a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/g);
  for (const [tag, closing, name = "", rest = ""] of tags) {
    if (voids.has(name.toLowerCase()) || rest.endsWith("/")) continue;
    if (closing === "") open.push(name);
    else if (open.pop() !== name) return `${tag} closes nothing`;
  }
  return open.length === 0 ? null : `${open.join(" > ")} left open`;
}

/** Text of an HTML report without its figures, in reading order. */
export function wordsOfHtml(html: string): string {
  const body = html.slice(html.indexOf("<body>")).replace(/<svg[\s\S]*?<\/svg>/g, " ");
  return plain(body.replace(/<[^>]+>/g, " "));
}

/** Text of the Markdown twin without its marks. */
export function wordsOfMarkdown(markdown: string): string {
  const text = markdown
    .replace(/!\[[\s\S]*?\]\([^)]*\)/g, " ")
    .replace(/^\|( -+:? \|)+$/gm, " ")
    .replace(/^[#>-]+ /gm, " ")
    .replace(/(?<!\\)[*`|]/g, " ")
    .replace(/\\([\\`*_[\]|~#])/g, "$1");
  return plain(text);
}

/** Every number a text prints, in order. */
export function numbersIn(text: string): readonly string[] {
  return text.match(/−?\d[\d,]*(\.\d+)?/g) ?? [];
}

function plain(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&#39;": "'",
    "&amp;": "&",
  };
  return text
    .replace(/&(lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, " ")
    .trim();
}
