import { foldedLengthAt, UNSPACED } from "@parley/contract/folding";
import { normalName } from "@parley/contract/text-rules";
import { findLinks } from "./links.ts";

/** Somebody who can be mentioned. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** A piece of a text: plain, or the name of somebody whom it mentions. */
export type MentionPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "mention"; readonly text: string; readonly id: string };

/** Somebody who was chosen from the list: the "@" and the name as they were put in, and where they stand. */
export interface ChosenMention {
  readonly id: string;
  readonly at: number;
  readonly text: string;
}

/** Before a sign of a mail address stands what its mailbox is called. */
const MAILBOX = /[a-z0-9]/iu;
/** A letter that goes on with the word before it, or a mark that hangs on its last letter. */
const GOES_ON = new RegExp(`^(?:[[\\p{L}\\p{N}_]--[${UNSPACED}]]|\\p{M})`, "v");
const MARK = /^\p{M}/u;
const ENDS_UNSPACED = new RegExp(`[${UNSPACED}]\\p{M}*$`, "v");

const beginsMention = (text: string, at: number) => !MAILBOX.test(text.charAt(at - 1));

/** Whether a name ends where another character follows it. A script without blanks divides no words. */
function isWholeName(name: string, next: string): boolean {
  if (MARK.test(next)) return false;
  return ENDS_UNSPACED.test(name) || !GOES_ON.test(next);
}

/** How much of a text, from a place on, is a name in any form of its letters and blanks. */
function nameLength(text: string, at: number, name: string): number | undefined {
  if (name === "") return undefined;
  if (text.startsWith(name, at)) return name.length;
  const initial = (of: string) => of.normalize("NFD").charAt(0);
  if (initial(text.slice(at, at + 2)) !== initial(name.slice(0, 2))) return undefined;
  const length = foldedLengthAt(text, at, name);
  const isSame =
    length !== undefined && normalName(text.slice(at, at + length)) === normalName(name);
  return isSame ? length : undefined;
}

interface FindOptions {
  /** Who was chosen stays mentioned, whatever stands around the name. */
  readonly chosen?: readonly ChosenMention[];
  /** Whose name may go on as a word: it is known that the text mentions them. */
  readonly loose?: ReadonlySet<string> | undefined;
}

/** Finds "@Name" of these people in a text; of names that fit, the longest. The parts put together are the text. */
export function findMentions(
  text: string,
  people: readonly Named[],
  { chosen = [], loose }: FindOptions = {},
): readonly MentionPart[] {
  const longestFirst = people.toSorted((one, other) => other.name.length - one.name.length);
  const standsAt = (at: number) => {
    if (!beginsMention(text, at)) return undefined;
    for (const { id, name } of longestFirst) {
      const length = nameLength(text, at + 1, name);
      if (length === undefined) continue;
      const next = text.slice(at + 1 + length, at + 3 + length);
      if (loose?.has(id) === true || isWholeName(name, next)) return { id, end: at + 1 + length };
    }
    return undefined;
  };
  const parts: MentionPart[] = [];
  let done = 0;
  for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", Math.max(at + 1, done))) {
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

/** The ids of those whom a text mentions, each once. An address in it is not looked through for names. */
export function mentionsIn(
  text: string,
  people: readonly Named[],
  chosen: readonly ChosenMention[] = [],
): string[] {
  const ids: string[] = [];
  let start = 0;
  for (const part of findLinks(text)) {
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
 * Where those who were chosen stand after a text was changed in one place. Who stands before or behind that place
 * stays; a name that was itself changed is no longer one that was chosen.
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
    // A sign that was put before the same one could be either of them.
    const places = isBehind ? [each.at + shift, each.at] : [each.at, each.at + shift];
    const at = places.find((place) => place >= 0 && after.startsWith(each.text, place));
    return at === undefined ? [] : [{ ...each, at }];
  });
}

/** The same in a part of the text: what is sent of it has no blanks around it. */
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

/** Somebody was chosen at a place: whoever was chosen there before is not. */
export const withChosen = (
  chosen: readonly ChosenMention[],
  { id, name }: Named,
  at: number,
): readonly ChosenMention[] => [
  ...chosen.filter((each) => each.at !== at),
  { id, at, text: `@${name}` },
];

/** What is being typed behind an "@", and where that sign stands. */
export interface MentionQuery {
  readonly at: number;
  readonly typed: string;
}

/** Longer than any name that somebody still types. */
const TYPED_MAX = 60;

/** The beginning of a mention that ends at the cursor, or `null`. */
export function mentionQueryAt(text: string, cursor: number): MentionQuery | null {
  if (cursor === 0) return null;
  let at = text.lastIndexOf("@", cursor - 1);
  // One that begins no mention can be a part of a name, as in "@Max@Home".
  while (at > 0 && !beginsMention(text, at)) at = text.lastIndexOf("@", at - 1);
  if (at === -1 || cursor - at > TYPED_MAX || !beginsMention(text, at)) return null;
  const typed = text.slice(at + 1, cursor);
  return /^\s|\n/u.test(typed) ? null : { at, typed };
}
