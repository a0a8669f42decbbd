import { parseMessage, plainText } from "@parley/contract/formatting";
import fc from "fast-check";
import { expect, test } from "vitest";
import { continueLine, type Format, toggleFormat } from "./toggle-format.ts";

/** A text whose selection is between "[" and "]", or whose cursor is at "|". */
function field(source: string) {
  if (source.includes("|")) {
    const at = source.indexOf("|");
    return { text: source.replace("|", ""), start: at, end: at };
  }
  const start = source.indexOf("[");
  const text = source.replace("[", "").replace("]", "");
  return { text, start, end: source.indexOf("]") - 1 };
}
function after(source: string, format: Format) {
  const selected = field(source);
  const { start, end, insert, select } = toggleFormat(format, selected);
  const text = selected.text.slice(0, start) + insert + selected.text.slice(end);
  const [from, to] = select;
  return from === to
    ? `${text.slice(0, from)}|${text.slice(from)}`
    : `${text.slice(0, from)}[${text.slice(from, to)}]${text.slice(to)}`;
}

test.each<[Format, string, string]>([
  ["bold", "say [hello] now", "say *[hello]* now"],
  ["bold", "say *[hello]* now", "say [hello] now"],
  ["bold", "say [*hello*] now", "say [hello] now"],
  ["bold", "say **[hello]** now", "say [hello] now"],
  ["bold", "say h[ell]o now", "say *[hello]* now"],
  ["bold", "say[ hello ]now", "say *[hello]* now"],
  ["bold", "say |", "say *|*"],
  ["bold", "say *|*", "say |"],
  ["bold", "say hel|lo", "say *[hello]*"],
  ["italic", "*[hello]*", "*_[hello]_*"],
  ["strike", "[a b]", "~[a b]~"],
  ["code", "[a b]", "`[a b]`"],
  ["bold", "[one\n\ntwo]", "[*one*\n\n*two*]"],
  ["quote", "a\n[b\nc]\nd", "a\n[> b\n> c]\nd"],
  ["quote", "[> b\n> c]", "[b\nc]"],
  ["bullets", "on|e", "- on|e"],
  ["bullets", "- on|e", "on|e"],
  ["numbers", "[- one\n- two]", "[1. one\n2. two]"],
  ["bullets", "[1. one\n2. two]", "[- one\n- two]"],
  ["numbers", "|", "1. |"],
  ["code-block", "[x = 1]", "```\n[x = 1]\n```"],
  ["code-block", "```\n[x = 1]\n```", "[x = 1]"],
])("FMT-8: %s of %j is %j", (format, before, expected) => {
  expect(after(before, format)).toBe(expected);
});

test("FMT-8: what a button formats is shown formatted, and its words stay", () => {
  const words = fc.array(fc.constantFrom("one", "two", "é", "3"), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(
      words,
      fc.constantFrom<Format>("bold", "italic", "strike", "code", "quote", "code-block"),
      fc.nat(),
      fc.nat(),
      (all, format, one, other) => {
        const text = all.join(" ");
        const [start = 0, end = 0] = [one, other]
          .map((at) => at % (text.length + 1))
          .toSorted((a, b) => a - b);
        fc.pre(text.slice(start, end).trim() !== "");
        const edit = toggleFormat(format, { text, start, end });
        const marked = text.slice(0, edit.start) + edit.insert + text.slice(edit.end);
        expect(plainText(parseMessage(marked))).toBe(text);
        expect(marked).not.toBe(text);
        // A second time undoes it.
        const [from, to] = edit.select;
        const back = toggleFormat(format, { text: marked, start: from, end: to });
        expect(marked.slice(0, back.start) + back.insert + marked.slice(back.end)).toBe(text);
      },
    ),
  );
});

test.each([
  ["- one|", "- one\n- |"],
  ["3. one|", "3. one\n4. |"],
  ["  - one|", "  - one\n  - |"],
  ["> said|", "> said\n> |"],
  ["- one\n- |", "- one\n|"],
])("FMT-8: a new line after %j continues it", (before, expected) => {
  const selected = field(before);
  const edit = continueLine(selected);
  if (edit === null) throw new Error("no list");
  const text = selected.text.slice(0, edit.start) + edit.insert + selected.text.slice(edit.end);
  expect(`${text.slice(0, edit.select[0])}|${text.slice(edit.select[0])}`).toBe(expected);
  expect(continueLine(field("plain|"))).toBeNull();
});
