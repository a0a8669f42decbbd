import { limits } from "@parley/contract/limits";
import type { Person } from "@parley/contract/people";
import { useCallback, useMemo, useRef, useState } from "react";
import type { Editing } from "../components/message-list/message-actions.ts";
import { useMessageCommands } from "../hooks/use-message-commands.ts";
import { useReasonWords } from "../provider/use-reason-words.ts";
import type { Row } from "../rows/row.ts";
import { measureBody } from "../text/measure-body.ts";
import { mentionsIn } from "../text/mentions.ts";

interface Draft extends Editing {
  /** The version that the author saw when they began, or when they were refused. */
  readonly version: number;
  /** The last one who was chosen of a name: two people may have the same. */
  readonly chosen: readonly Person[];
}

export interface EditingOptions {
  readonly conversation: { readonly id: string };
  /** Everybody of the conversation, by id: also those who have left it since. */
  readonly people: ReadonlyMap<string, Person>;
  /** Whom a message can mention. */
  readonly mentionable: readonly Person[];
  /** How long an author may edit, in milliseconds. */
  readonly editWindow: number;
}

type Naming = Pick<EditingOptions, "people" | "mentionable"> & Pick<Draft, "chosen">;

/** Whom a changed text mentions: who was chosen, who was mentioned before, then anybody else of that name. */
function mentionsAfter(body: string, before: readonly string[], naming: Naming): string[] {
  const { people, mentionable, chosen } = naming;
  const kept = before.flatMap((id) => people.get(id) ?? []);
  const named = mentionsIn(body, [...new Set([...chosen, ...kept, ...mentionable])]);
  // Of somebody whose name nobody here knows, the text cannot say that they are no longer meant.
  const nameless = before.filter((id) => !people.has(id));
  return [...nameless, ...named].slice(0, limits.mentionsMax);
}

/**
 * The text of an own message that is being changed. A new text is on the screen at once; one that is refused
 * comes back into its field, with the reason, and nothing that was written is lost.
 */
export function useEditing(options: EditingOptions, onDone: () => void) {
  const { conversation, people, mentionable, editWindow } = options;
  const commands = useMessageCommands();
  const reasonWords = useReasonWords();
  const [draft, setDraft] = useState<Draft | null>(null);
  /** Refused texts whose field could not open, since another one was open by then. */
  const refused = useRef(new Map<string, Draft>());

  const begin = useCallback(
    ({ id, body, version, at }: Row) => {
      const until = new Date(at.getTime() + editWindow);
      const fresh = { messageId: id, text: body ?? "", problem: null, until, version, chosen: [] };
      setDraft(refused.current.get(id) ?? fresh);
    },
    [editWindow],
  );
  const write = useCallback((text: string) => setDraft((now) => now && { ...now, text }), []);
  const mention = useCallback((person: Person) => {
    setDraft((now) => now && { ...now, chosen: [person, ...now.chosen] });
  }, []);
  const cancel = useCallback(() => {
    if (draft !== null) refused.current.delete(draft.messageId);
    setDraft(null);
    onDone();
  }, [draft, onDone]);

  const save = async (row: Row) => {
    if (draft === null || row.seq === null) return;
    const { messageId, text, problem, chosen } = draft;
    // After a refusal the author has seen what stands there now.
    const version = problem === null ? draft.version : row.version;
    const measure = measureBody(text);
    if (measure.status !== "fits") return;
    refused.current.delete(messageId);
    setDraft(null);
    onDone();
    const { body } = measure;
    if (body === row.body) return;
    const mentions = mentionsAfter(body, row.mentions, { people, mentionable, chosen });
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
