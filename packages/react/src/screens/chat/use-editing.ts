import type { ChosenMention } from "@parley/client";
import { limits } from "@parley/contract/limits";
import type { Person } from "@parley/contract";
import { useCallback, useMemo, useRef, useState } from "react";
import type { Editing } from "../../components/message-list/actions/message-actions.ts";
import { useMessageCommands } from "../../hooks/messages/use-message-commands.ts";
import { useReasonWords } from "../../provider/use-reason-words.ts";
import type { Row } from "../../rows/row.ts";
import { measureBody } from "../../text/measure-body.ts";
import {
  chosenWithin,
  findMentions,
  hasSign,
  mentionsIn,
  moveChosen,
  withChosen,
} from "../../text/mentions.ts";

interface Draft extends Editing {
  /** The version that the author saw when they started, or at the last refusal. */
  readonly version: number;
  /** Users who were chosen in it or mentioned before: two users may have the same name. */
  readonly chosen: readonly ChosenMention[];
}

export interface EditingOptions {
  readonly conversation: { readonly id: string };
  /** All authors of the conversation by id, including former members. */
  readonly people: ReadonlyMap<string, Person>;
  /** Users whom a message can mention. */
  readonly mentionable: readonly Person[];
  /** The edit window, in milliseconds. */
  readonly editWindow: number;
}

/** The mentions of a message, at their positions in its text. */
function placesOf(text: string, people: readonly Person[]): readonly ChosenMention[] {
  let at = 0;
  const loose = new Set(people.map(({ id }) => id));
  return findMentions(text, people, { loose }).flatMap((part) => {
    const start = at;
    at += part.text.length;
    return part.kind === "mention" ? [{ id: part.id, at: start, text: part.text }] : [];
  });
}

/** Whether a text has an "@" that belongs to none of these mentions. */
const hasOther = (text: string, chosen: readonly ChosenMention[]) =>
  findMentions(text, [], { chosen }).some((part) => part.kind === "text" && hasSign(part.text));

type Naming = Pick<EditingOptions, "people" | "mentionable"> & Pick<Draft, "chosen" | "text">;

/** The mentions of a changed text: chosen or earlier ones at their positions, then any other named member. */
function mentionsAfter(body: string, before: Row, naming: Naming): string[] {
  const { people, mentionable, chosen, text } = naming;
  const kept = before.mentions.flatMap((id) => people.get(id) ?? []);
  const old = placesOf(before.body ?? "", kept);
  const now = chosenWithin(chosen, text, body);
  const named = mentionsIn(body, [...new Set([...kept, ...mentionable])], now);
  // A mentioned user whose name is not in the text, because it has changed or is unknown here, stays mentioned as long as an "@"
  // could be theirs.
  const isGone = hasOther(before.body ?? "", old) && !hasOther(body, now);
  const placed = new Set(old.map(({ id }) => id));
  const nameless = before.mentions.filter((id) => !placed.has(id) && !(isGone && people.has(id)));
  return [...new Set([...nameless, ...named])].slice(0, limits.mentionsMax);
}

/**
 * The edit of an own message. A saved text is shown at once; if it is refused, it returns to its field with the reason, so that
 * nothing that was typed is lost.
 */
export function useEditing(options: EditingOptions, onDone: () => void) {
  const { conversation, people, mentionable, editWindow } = options;
  const commands = useMessageCommands();
  const reasonWords = useReasonWords();
  const [draft, setDraft] = useState<Draft | null>(null);
  /** Refused texts whose field could not open, because another message was being edited. */
  const refused = useRef(new Map<string, Draft>());

  const begin = useCallback(
    ({ id, body, version, at, mentions }: Row) => {
      const until = new Date(at.getTime() + editWindow);
      const fresh = { messageId: id, text: body ?? "", problem: null, until, version };
      const mentioned = mentions.flatMap((each) => people.get(each) ?? []);
      const chosen = placesOf(fresh.text, mentioned);
      setDraft(refused.current.get(id) ?? { ...fresh, chosen });
    },
    [editWindow, people],
  );
  const write = useCallback((text: string) => {
    setDraft((now) => now && { ...now, text, chosen: moveChosen(now.chosen, now.text, text) });
  }, []);
  const mention = useCallback((person: Person, at: number) => {
    setDraft((now) => now && { ...now, chosen: withChosen(now.chosen, person, at) });
  }, []);
  const cancel = useCallback(() => {
    if (draft !== null) refused.current.delete(draft.messageId);
    setDraft(null);
    onDone();
  }, [draft, onDone]);

  const save = async (row: Row) => {
    if (draft === null || row.seq === null) return;
    const { messageId, text, problem, chosen } = draft;
    // After a refusal the author has seen the current version.
    const version = problem === null ? draft.version : row.version;
    const measure = measureBody(text);
    if (measure.status !== "fits") return;
    refused.current.delete(messageId);
    setDraft(null);
    onDone();
    const { body } = measure;
    if (body === row.body) return;
    const mentions = mentionsAfter(body, row, { people, mentionable, chosen, text });
    const place = { messageId, conversationId: conversation.id, seq: row.seq };
    const refusal = await commands.edit({ ...place, body, mentions, version });
    if (refusal === null) return;
    const back: Draft = { ...draft, version, problem: reasonWords(refusal.reason) };
    refused.current.set(messageId, back);
    setDraft((now) => now ?? back);
  };
  const editing: Editing | null = useMemo(
    () => draft && { ...draft, mentionable },
    [draft, mentionable],
  );
  return { editing, begin, write, mention, cancel, save };
}
