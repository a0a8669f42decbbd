import { type ReactNode, useCallback, useMemo, useState } from "react";
import { flushSync } from "react-dom";
import { Toast } from "../../components/feedback/toast.tsx";
import { useToast } from "../../components/feedback/use-toast.ts";
import type { ConversationItem } from "../../conversation-item.ts";
import { ContactDialog, DeleteDialog } from "../on-demand-parts.tsx";
import { useConversationChanges } from "./use-conversation-changes.ts";
import type { ConversationVerbs } from "./use-row-actions.tsx";

interface VerbsOptions {
  /** The open conversation. */
  readonly openId: string | null;
  /** Called when the reader has deleted it. */
  readonly onGone: () => void;
}

/** The verbs of a conversation, wherever they are offered, and what they show. */
export interface ConversationVerbsView {
  readonly verbs: ConversationVerbs;
  readonly say: ReturnType<typeof useToast>["say"];
  /** The result of the last verb. */
  readonly toast: ReactNode;
  /** The question that a verb asks first. */
  readonly dialog: ReactNode;
}

/** Mutes, pins, archives, blocks and deletes conversations: in the list, and in the open conversation. */
export function useConversationVerbs({ openId, onGone }: VerbsOptions): ConversationVerbsView {
  const [deleting, setDeleting] = useState<ConversationItem | null>(null);
  const [blocking, setBlocking] = useState<ConversationItem | null>(null);
  const { message, dismiss, ...toast } = useToast();
  const { say } = toast;
  const change = useConversationChanges(toast);
  const verbs = useMemo(
    () => ({ onChange: change, onDelete: setDeleting, onBlock: setBlocking }),
    [change],
  );
  const confirmDeletion = useCallback(() => {
    if (deleting === null) return;
    // The dialog returns the focus to the row before the row is removed.
    flushSync(() => setDeleting(null));
    if (deleting.id === openId) onGone();
    change(deleting, { type: "deleted" });
  }, [deleting, openId, onGone, change]);
  const { personId } = blocking ?? { personId: null };
  return {
    verbs,
    say,
    toast: <Toast message={message} onDismiss={dismiss} />,
    dialog: (
      <>
        {deleting && (
          <DeleteDialog
            item={deleting}
            onConfirm={confirmDeletion}
            onClose={() => setDeleting(null)}
          />
        )}
        {blocking && personId !== null && (
          <ContactDialog
            step={{
              type: blocking.isBlocked ? "unblock" : "block",
              person: { id: personId, name: blocking.name },
            }}
            onDone={(text) => {
              setBlocking(null);
              say({ kind: "done", text });
            }}
            onClose={() => setBlocking(null)}
          />
        )}
      </>
    ),
  };
}
