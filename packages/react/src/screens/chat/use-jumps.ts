import { useState } from "react";
import type { MessagesView } from "../../hooks/messages/use-messages.ts";
import type { Row } from "../../rows/row.ts";
import { type Loadable, valueOf } from "../../loadable.ts";
import type { JumpTo } from "../../components/message-list/scroll/scroll-controller.ts";

/** The message to show: the one that the host asks for, or one that was chosen in the panel since. */
export function useJumps(asked: JumpTo | undefined) {
  const [own, setOwn] = useState<{ readonly to: JumpTo; readonly after: JumpTo | undefined }>();
  const jumpTo = own !== undefined && own.after?.token === asked?.token ? own.to : asked;
  return {
    jumpTo,
    jump: (seq: number) =>
      setOwn((last) => ({
        // Tokens of the host count upwards from 1.
        to: { seq, token: (last?.to.token ?? 0) - 1 },
        after: asked,
      })),
  };
}

/** Why a message that was asked for cannot be shown: it is not in the conversation, or was deleted. */
export type JumpProblemKind = "gone" | "deleted";

/** Whether a message that was asked for is not among the messages, which have no gaps, or is a tombstone. */
export function jumpProblemOf(
  jumpTo: JumpTo | undefined,
  view: Loadable<MessagesView>,
): JumpProblemKind | null {
  const messages = valueOf(view);
  if (jumpTo === undefined || messages === undefined) return null;
  const { rows, hasOlder, hasNewer } = messages;
  const row = rows.find(({ seq }) => seq === jumpTo.seq);
  if (row !== undefined) return row.body === null ? "deleted" : null;
  const isStored = ({ seq }: Row) => seq !== null;
  const [first, last] = [rows.find(isStored)?.seq, rows.findLast(isStored)?.seq];
  if (first == null || last == null) return hasOlder || hasNewer ? null : "gone";
  const isBefore = jumpTo.seq < first && !hasOlder;
  const isAfter = jumpTo.seq > last && !hasNewer;
  return isBefore || isAfter ? "gone" : null;
}
