import type { ChosenMention } from "@parley/client";
import { fold, foldedLengthAt, foldWords, UNSPACED } from "@parley/contract/folding";
import { linksOf } from "../components/use-formatting.ts";

/** A user who can be mentioned. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** A piece of a text: plain, or a mention's name. */
export type MentionPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "mention"; readonly text: string; readonly id: string };

/** The local part of a mail address precedes its "@". */
const MAILBOX = /[a-z0-9]/iu;
/** A letter that continues the word before it, or a mark of its last letter. */
const GOES_ON = new RegExp(`^(?:[[\\p{L}\\p{N}_]--[${UNSPACED}]]|\\p{M})`, "v");
const MARK = /^\p{M}/u;
const ENDS_UNSPACED = new RegExp(`[${UNSPACED}]\\p{M}*$`, "v");

/** A text of the same length in which every "@" is one, also the full-width one of input methods. */
const withSigns = (text: string) => text.replaceAll("\uFF20", "@");

/** Whether a text has an "@". */
export const hasSign = (text: string): boolean => withSigns(text).includes("@");

const beginsMention = (text: string, at: number) => !MAILBOX.test(text.charAt(at - 1));

/** What remains of a name without the signs and invisible characters of which `fold` knows several forms. */
const lettersOf = (name: string) =>
  name.normalize("NFKC").replaceAll(/[^\p{L}\p{M}\p{N}]|\p{Lm}/gu, "");

/**
 * Whether two texts are one name, in any form of its letters, spaces, apostrophes and dashes. Case and accents count:
 * a name is not mentioned by chance.
 */
export const isSameName = (one: string, other: string): boolean =>
  lettersOf(one) === lettersOf(other) && foldWords(one).join(" ") === foldWords(other).join(" ");

/** Enough of a text for its first letter, also if invisible characters precede it. */
const INITIAL_MAX = 16;
const initialAt = (text: string, at: number) =>
  fold(text.slice(at, at + INITIAL_MAX)).codePointAt(0);

/** Whether a name ends before another character. A script without spaces does not separate words. */
function isWholeName(name: string, next: string): boolean {
  if (MARK.test(next)) return false;
  return ENDS_UNSPACED.test(name) || !GOES_ON.test(next);
}

/** The length of a name at a position of a text, in any form of it. */
function nameLength(text: string, at: number, name: string): number | undefined {
  if (text.startsWith(name, at)) return name.length;
  const length = foldedLengthAt(text, at, name);
  return length !== undefined && isSameName(text.slice(at, at + length), name) ? length : undefined;
}

interface FindOptions {
  /** A selected user stays mentioned, whatever surrounds the name. */
  readonly chosen?: readonly ChosenMention[];
  /** A name that may continue as a word: it is known that the text mentions the user. */
  readonly loose?: ReadonlySet<string> | undefined;
}

/** Finds "@Name" of these users in a text; of matching names, the longest. The concatenated parts equal the text. */
export function findMentions(
  text: string,
  people: readonly Named[],
  { chosen = [], loose }: FindOptions = {},
): readonly MentionPart[] {
  const longestFirst = people
    .filter(({ name }) => name !== "")
    .toSorted((one, other) => other.name.length - one.name.length);
  const byInitial = Map.groupBy(longestFirst, ({ name }) => initialAt(name, 0));
  const standsAt = (at: number) => {
    if (!beginsMention(text, at)) return undefined;
    for (const { id, name } of byInitial.get(initialAt(text, at + 1)) ?? []) {
      const length = nameLength(text, at + 1, name);
      if (length === undefined) continue;
      const next = text.slice(at + 1 + length, at + 3 + length);
      if (loose?.has(id) === true || isWholeName(name, next)) return { id, end: at + 1 + length };
    }
    return undefined;
  };
  const parts: MentionPart[] = [];
  let done = 0;
  const signs = withSigns(text);
  for (let at = signs.indexOf("@"); at !== -1; at = signs.indexOf("@", Math.max(at + 1, done))) {
    const pick = chosen.find((each) => each.at === at && text.startsWith(each.text, at));
    const found = pick === undefined ? standsAt(at) : { id: pick.id, end: at + pick.text.length };
    if (found === undefined) continue;
    if (at > done) parts.push({ kind: "text", text: text.slice(done, at) });
    parts.push({ kind: "mention", text: text.slice(at, found.end), id: found.id });
    done = found.end;
  }
  if (done < text.length) parts.push({ kind: "text", text: text.slice(done) });
  return parts;
}

/** The ids of users whom a text mentions, each once. Addresses are not searched for names. */
export function mentionsIn(
  text: string,
  people: readonly Named[],
  chosen: readonly ChosenMention[] = [],
): string[] {
  const ids: string[] = [];
  let start = 0;
  for (const part of linksOf(text)) {
    const from = start;
    const here = chosen.map((each) => ({ ...each, at: each.at - from }));
    const named = part.kind === "text" ? people : [];
    for (const found of findMentions(part.text, named, { chosen: here }))
      if (found.kind === "mention") ids.push(found.id);
    start += part.text.length;
  }
  return [...new Set(ids)];
}

/**
 * The positions of selected mentions after a change at one position. Those before and after it stay; a name that was
 * itself changed is no longer selected.
 */
export function moveChosen(
  chosen: readonly ChosenMention[],
  before: string,
  after: string,
): readonly ChosenMention[] {
  if (chosen.length === 0) return chosen;
  const shorter = Math.min(before.length, after.length);
  let same = 0;
  while (same < shorter && before.charAt(same) === after.charAt(same)) same += 1;
  let behind = 0;
  while (
    behind < shorter - same &&
    before.charAt(before.length - 1 - behind) === after.charAt(after.length - 1 - behind)
  )
    behind += 1;
  const shift = after.length - before.length;
  return chosen.flatMap((each) => {
    const isBehind = each.at >= before.length - behind;
    // A character inserted before the same one could be either of them.
    const places = isBehind ? [each.at + shift, each.at] : [each.at, each.at + shift];
    const at = places.find((place) => place >= 0 && after.startsWith(each.text, place));
    return at === undefined ? [] : [{ ...each, at }];
  });
}

/** The same for a part of the text: the sent text is trimmed. */
export function chosenWithin(
  chosen: readonly ChosenMention[],
  text: string,
  part: string,
): readonly ChosenMention[] {
  const start = Math.max(0, text.indexOf(part));
  return chosen
    .map((each) => ({ ...each, at: each.at - start }))
    .filter(({ at, text: name }) => at >= 0 && part.startsWith(name, at));
}

/** A new selection at a position replaces one that was there. */
export const withChosen = (
  chosen: readonly ChosenMention[],
  { id, name }: Named,
  at: number,
): readonly ChosenMention[] => [
  ...chosen.filter((each) => each.at !== at),
  { id, at, text: `@${name}` },
];

/** What is being typed after an "@", and the position of that character. */
export interface MentionQuery {
  readonly at: number;
  readonly typed: string;
}

/** Longer than any name that is still being typed. */
const TYPED_MAX = 60;

/** The beginning of a mention that ends at the cursor, or `null`. */
export function mentionQueryAt(text: string, cursor: number): MentionQuery | null {
  if (cursor === 0) return null;
  const signs = withSigns(text);
  let at = signs.lastIndexOf("@", cursor - 1);
  // An "@" that begins no mention can be part of a name, as in "@Max@Home".
  while (at > 0 && !beginsMention(text, at)) at = signs.lastIndexOf("@", at - 1);
  if (at === -1 || cursor - at > TYPED_MAX || !beginsMention(text, at)) return null;
  const typed = text.slice(at + 1, cursor);
  return /^\s|\n/u.test(typed) ? null : { at, typed };
}
