import type { ChosenMention, RefusedEdit } from "@parley/client";
import { limits } from "@parley/contract/limits";
import type { Person } from "@parley/contract";
import { useState } from "react";
import type { Editing } from "../../components/message-list/actions/message-actions.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useReasonWords } from "../../provider/use-reason-words.ts";
import { useScreen } from "../../provider/use-screen.ts";
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

type People = EditingOptions["people"];

const known = (ids: readonly string[], people: People) => ids.flatMap((id) => people.get(id) ?? []);

/** The mentions of a message, at their positions in its text. */
function placesOf(text: string, ids: readonly string[], all: People): readonly ChosenMention[] {
  let at = 0;
  const people = known(ids, all);
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
  const kept = known(before.mentions, people);
  const old = placesOf(before.body ?? "", before.mentions, people);
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
  const reasonWords = useReasonWords();
  const { screen } = useMessaging();
  const refusedEdits = useScreen((state) => state.refusedEdits);
  const [draft, setDraft] = useState<Draft | null>(null);
  const returned = (edit: RefusedEdit): Draft => {
    const { messageId, body: text, mentions, version } = edit;
    const chosen = placesOf(text, mentions, people);
    return { messageId, text, version, chosen, problem: reasonWords(edit.reason) };
  };
  const first = [...refusedEdits.values()].find((edit) => edit.conversationId === conversation.id);
  const current = draft ?? (first ? returned(first) : null);
  const change = (by: (before: Draft) => Draft) =>
    setDraft((now) => {
      const before = now ?? current;
      return before && by(before);
    });

  const begin = ({ id, body, version, at, mentions }: Row) => {
    const refused = refusedEdits.get(id);
    if (refused !== undefined) return setDraft(returned(refused));
    const until = new Date(at.getTime() + editWindow);
    const text = body ?? "";
    const chosen = placesOf(text, mentions, people);
    setDraft({ messageId: id, text, version, chosen, problem: null, until });
  };
  const write = (text: string) =>
    change((now) => ({ ...now, text, chosen: moveChosen(now.chosen, now.text, text) }));
  const mention = (person: Person, at: number) =>
    change((now) => ({ ...now, chosen: withChosen(now.chosen, person, at) }));
  const cancel = () => {
    if (current !== null) screen.takeRefusedEdit(current.messageId);
    setDraft(null);
    onDone();
  };

  const save = (row: Row) => {
    if (current === null || row.seq === null) return;
    const { messageId, text, problem, chosen } = current;
    // After a refusal the author has seen the current version.
    const version = problem === null ? current.version : row.version;
    const measure = measureBody(text);
    if (measure.status !== "fits") return;
    screen.takeRefusedEdit(messageId);
    setDraft(null);
    onDone();
    const { body } = measure;
    if (body === row.body) return;
    const mentions = mentionsAfter(body, row, { people, mentionable, chosen, text });
    const place = { messageId, conversationId: conversation.id, seq: row.seq };
    void screen.edit({ ...place, body, mentions, version });
  };
  const editing: Editing | null = current && { ...current, mentionable };
  return { editing, begin, write, mention, cancel, save };
}
