/** Markup that needs no escaping. Only `html` makes it. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escape = (text: string) => text.replaceAll(/[&<>"']/g, (char) => entities[char] ?? char);

type Inserted = string | number | Html | readonly Html[];

function markupOf(value: Inserted): string {
  if (value instanceof Html) return value.markup;
  if (typeof value === "object") return value.map(({ markup }) => markup).join("");
  return escape(String(value));
}

/** A template whose inserted texts are escaped, for content and quoted attributes. */
export const html = (parts: TemplateStringsArray, ...values: readonly Inserted[]): Html =>
  new Html(
    parts.map((part, at) => part + (at < values.length ? markupOf(values[at] ?? "") : "")).join(""),
  );

/** Lines of a text, with `<br>` between them. */
export const lines = (text: string): Html => new Html(text.split("\n").map(escape).join("<br>\n"));
