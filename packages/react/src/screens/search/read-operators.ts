import { fold } from "@parley/contract/folding";
import type { SearchOperator } from "../../labels/search-labels.ts";
import { rankName, SCATTERED } from "../../text/rank-name.ts";
import { parseDay } from "./parse-day.ts";
import type { SearchFilters } from "./use-search-state.ts";

/** A user or a conversation that a filter can name. */
export interface Named {
  readonly id: string;
  readonly name: string;
  /** Other words for it, such as "me". */
  readonly words?: readonly string[] | undefined;
}

/** What the operators of a text can refer to. */
export interface Vocabulary {
  /** The words of each operator, separated by spaces. Those of English are understood in every language. */
  readonly operators: Readonly<Record<SearchOperator, string>>;
  readonly people: readonly Named[];
  readonly conversations: readonly Named[];
  readonly locale: string;
  readonly today: Date;
}

const ENGLISH: Readonly<Record<SearchOperator, string>> = {
  from: "from",
  in: "in",
  before: "before",
  after: "after",
  link: "has:link",
};
const OPERATORS: readonly SearchOperator[] = ["from", "in", "before", "after", "link"];

/** An operator in a text: `from:Ada` is one, and `has:link` is one without a value. */
export interface OperatorPart {
  readonly operator: SearchOperator;
  /** Without quotes: up to the next operator, or the end of the text. */
  readonly value: string;
  readonly isQuoted: boolean;
  /** No other operator follows: more may be typed. */
  readonly isLast: boolean;
  /** Where it is in the text, with its value. */
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
}

const BEGINNING = /(?<=^|\s)(?<word>[\p{L}\p{M}]+)\s?[:：]\s*/gu;
const QUOTED = /^["“”„«](?<inside>[^"“”„«»]*)["“”»]/u;

/** The operators by word: the text before the colon, or with what has to follow it. */
function wordsOf({
  operators,
}: Pick<Vocabulary, "operators">): ReadonlyMap<string, SearchOperator> {
  const pairs = OPERATORS.flatMap((operator) =>
    [ENGLISH[operator], operators[operator]]
      .flatMap((words) => words.split(" "))
      .map((word) => [fold(word), operator] as const),
  );
  return new Map(pairs);
}

/** The operators of a text, in order. */
function operatorsIn(
  text: string,
  vocabulary: Pick<Vocabulary, "operators">,
): readonly OperatorPart[] {
  const words = wordsOf(vocabulary);
  const links = [...words].flatMap(([word, operator]) => (operator === "link" ? [word] : []));
  const starts = [...text.matchAll(BEGINNING)].flatMap(({ 0: all, index, groups }) => {
    const word = fold(groups?.["word"] ?? "");
    const valueStart = index + all.length;
    const operator = words.get(word);
    if (operator !== undefined) return [{ operator, start: index, valueStart }];
    const value = /^\S*/u.exec(text.slice(valueStart))?.[0] ?? "";
    const isLink = links.includes(`${word}:${fold(value)}`);
    const mayBeLink = links.some((link) => link.startsWith(`${word}:${fold(value)}`));
    return isLink || mayBeLink ? [{ operator: "link" as const, start: index, valueStart }] : [];
  });
  return starts.map((found, at) => {
    const rest = text.slice(found.valueStart, starts[at + 1]?.start ?? text.length);
    const quoted = QUOTED.exec(rest);
    return {
      ...found,
      value: quoted?.groups?.["inside"] ?? rest,
      isQuoted: quoted !== null,
      isLast: at === starts.length - 1,
      end: found.valueStart + (quoted?.[0] ?? rest).length,
    };
  });
}

const isName = ({ name, words = [] }: Named, typed: string) =>
  [name, ...words].some((each) => fold(each) === fold(typed));

/** Those that a text may name, the best first. */
export function namedBy(all: readonly Named[], typed: string): readonly Named[] {
  const wanted = typed.trim();
  const ranked = all.flatMap((named) => {
    const isWord =
      wanted !== "" && named.words?.some((word) => fold(word).startsWith(fold(wanted))) === true;
    const rank = isWord ? 0 : (rankName(named.name, wanted) ?? SCATTERED);
    return rank < SCATTERED ? [{ named, rank: isName(named, wanted) ? -1 : rank }] : [];
  });
  return ranked.toSorted((one, other) => one.rank - other.rank).map(({ named }) => named);
}

/** The first words of a text, with the whitespace between them. */
const firstWords = (text: string, count: number) =>
  new RegExp(String.raw`^(?:\S+\s*){${count.toString()}}`, "u").exec(text)?.[0] ?? text;

/** The one that a text names, and the length of the text, if no other is meant. */
function takeOnly([first, second]: readonly Named[], typed: string) {
  if (first === undefined) return undefined;
  const isOnly = second === undefined || isName(first, typed.trim());
  return isOnly ? { id: first.id, length: typed.length } : undefined;
}

/** The one that the value begins with, and the length of its name: once other words follow, or if it is quoted. */
function takeName(all: readonly Named[], { value, isQuoted, isLast }: OperatorPart) {
  if (value.trim() === "") return undefined;
  if (isQuoted) return takeOnly(namedBy(all, value), value);
  const count = value.trim().split(/\s+/u).length;
  for (let words = count; words > 0; words -= 1) {
    const typed = firstWords(value, words);
    const found = namedBy(all, typed);
    if (found.length === 0) continue;
    return words === count && isLast ? undefined : takeOnly(found, typed);
  }
  return undefined;
}

const WHOLE_DATE = /^\d{4}-\d\d-\d\d$/u;

/** The day that the value begins with: once a space follows, or if it is whole. */
function takeDay({ value, isQuoted }: OperatorPart, vocabulary: Vocabulary) {
  const word = isQuoted ? value : (/^\S*/u.exec(value)?.[0] ?? "");
  const isEnded = isQuoted || value.length > word.length || WHOLE_DATE.test(word);
  const day = isEnded ? parseDay(word, vocabulary) : null;
  return day === null ? undefined : { day, length: word.length };
}

/** The filter of an operator, and how much of its value belongs to it; undefined while it is not clear. */
function take(part: OperatorPart, vocabulary: Vocabulary) {
  switch (part.operator) {
    case "from": {
      const found = takeName(vocabulary.people, part);
      return found && { filters: { senderId: found.id }, length: found.length };
    }
    case "in": {
      const found = takeName(vocabulary.conversations, part);
      return found && { filters: { conversationId: found.id }, length: found.length };
    }
    case "before":
    case "after": {
      const found = takeDay(part, vocabulary);
      return found && { filters: { [part.operator]: found.day }, length: found.length };
    }
    case "link": {
      const word = /^\S*/u.exec(part.value)?.[0] ?? "";
      const words = wordsOf(vocabulary);
      const isWhole = [...words].some(
        ([link, operator]) => operator === "link" && link.endsWith(`:${fold(word)}`),
      );
      return isWhole ? { filters: { hasLink: true as const }, length: word.length } : undefined;
    }
  }
}

/** What a text means. */
export interface ReadText {
  /** The filters of its operators, except of those that are not clear yet. */
  readonly filters: SearchFilters;
  /** The text without them. */
  readonly text: string;
  /** The last operator that is not clear yet; its place is in `text`. */
  readonly pending: OperatorPart | null;
  /** The words to search for: the text without any operator. */
  readonly words: string;
}

/** The text without an operator, or without a part of it. */
export const without = (
  text: string,
  { start, end }: Pick<OperatorPart, "start" | "end">,
): string => `${text.slice(0, start)} ${text.slice(end)}`.replaceAll(/\s+/gu, " ").trimStart();

/** Reads the operators of a text. */
export function readOperators(typed: string, vocabulary: Vocabulary): ReadText {
  let text = typed;
  let filters: SearchFilters = {};
  // From the last one on, so that the places of the others stay.
  for (const part of operatorsIn(text, vocabulary).toReversed()) {
    const taken = take(part, vocabulary);
    if (taken === undefined) continue;
    filters = { ...taken.filters, ...filters };
    const end = part.isQuoted ? part.end : part.valueStart + taken.length;
    text = without(text, { start: part.start, end });
  }
  const left = operatorsIn(text, vocabulary);
  let words = text;
  for (const part of left.toReversed()) words = without(words, part);
  return { filters, text, pending: left.at(-1) ?? null, words: words.trim() };
}
