/** Somebody who can be mentioned. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** A piece of a text: plain, or the name of somebody whom it mentions. */
export type MentionPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "mention"; readonly text: string; readonly id: string };

const WORD = /[\p{L}\p{N}_]/u;

/** A sign before which a letter stands belongs to an address. */
const beginsMention = (text: string, at: number) =>
  !WORD.test(text.slice(Math.max(0, at - 2), at).at(-1) ?? "");

const standsAt = (text: string, at: number, { name }: Named) =>
  name !== "" && text.startsWith(name, at) && !WORD.test(text.charAt(at + name.length));

/** Finds "@Name" of these people in a text; of names that fit, the longest. The parts put together are the text. */
export function findMentions(text: string, people: readonly Named[]): readonly MentionPart[] {
  const longestFirst = people.toSorted((one, other) => other.name.length - one.name.length);
  const parts: MentionPart[] = [];
  let done = 0;
  for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", Math.max(at + 1, done))) {
    const person = beginsMention(text, at)
      ? longestFirst.find((each) => standsAt(text, at + 1, each))
      : undefined;
    if (person === undefined) continue;
    const end = at + 1 + person.name.length;
    if (at > done) parts.push({ kind: "text", text: text.slice(done, at) });
    parts.push({ kind: "mention", text: text.slice(at, end), id: person.id });
    done = end;
  }
  if (done < text.length) parts.push({ kind: "text", text: text.slice(done) });
  return parts;
}

/** The ids of those whom a text mentions, each once. */
export function mentionsIn(text: string, people: readonly Named[]): string[] {
  const ids = findMentions(text, people).flatMap((part) =>
    part.kind === "mention" ? [part.id] : [],
  );
  return [...new Set(ids)];
}

/** What is being typed behind an "@", and where that sign stands. */
export interface MentionQuery {
  readonly at: number;
  readonly typed: string;
}

/** Longer than any name that somebody still types. */
const TYPED_MAX = 60;

/** The beginning of a mention that ends at the cursor, or `null`. */
export function mentionQueryAt(text: string, cursor: number): MentionQuery | null {
  const at = text.lastIndexOf("@", cursor - 1);
  if (at === -1 || cursor - at > TYPED_MAX || !beginsMention(text, at)) return null;
  const typed = text.slice(at + 1, cursor);
  return /^\s|\n/u.test(typed) ? null : { at, typed };
}
