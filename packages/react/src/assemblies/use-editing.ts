import { useCallback, useRef, useState } from "react";
import type { Editing } from "../components/message-list/message-actions.ts";
import { useMessageCommands } from "../hooks/use-message-commands.ts";
import type { Refusal } from "../live/message-commands.ts";
import { useLabels } from "../provider/wording-context.ts";
import type { Row } from "../rows/row.ts";
import { measureBody } from "../text/measure-body.ts";

interface Draft extends Editing {
  /** The version that the author saw when they began, or when they were refused. */
  readonly version: number;
}

/**
 * The text of an own message that is being changed. A new text is on the screen at once; one that is refused
 * comes back into its field, with the reason, and nothing that was written is lost.
 */
export function useEditing(conversationId: string, onDone: (row: Row) => void) {
  const commands = useMessageCommands();
  const labels = useLabels();
  const [editing, setEditing] = useState<Draft | null>(null);
  /** Refused texts whose field could not open, since another one was open by then. */
  const refused = useRef(new Map<string, Draft>());

  const begin = useCallback(({ id, body, version }: Row) => {
    const kept = refused.current.get(id);
    setEditing(kept ?? { messageId: id, text: body ?? "", problem: null, version });
  }, []);
  const write = useCallback((text: string) => setEditing((now) => now && { ...now, text }), []);
  const cancel = useCallback(() => {
    if (editing !== null) refused.current.delete(editing.messageId);
    setEditing(null);
  }, [editing]);

  const save = async (row: Row) => {
    if (editing === null || row.seq === null) return;
    const { messageId, text, problem } = editing;
    // After a refusal the author has seen what stands there now.
    const version = problem === null ? editing.version : row.version;
    const measure = measureBody(text);
    if (measure.status !== "fits") return;
    refused.current.delete(messageId);
    setEditing(null);
    onDone(row);
    if (measure.body === row.body) return;
    const place = { messageId, conversationId, seq: row.seq };
    const refusal = await commands.edit({ ...place, body: measure.body, version });
    if (refusal === null) return;
    const draft: Draft = { messageId, text, version, problem: wordsFor(refusal) };
    refused.current.set(messageId, draft);
    setEditing((now) => now ?? draft);
  };
  const wordsFor = ({ reason }: Refusal) =>
    reason === undefined ? labels.noAnswer : labels.reasons[reason];
  return { editing, begin, write, cancel, save };
}
