import { useCallback } from "react";
import type { ConversationChange } from "@parley/client";
import type { ConversationItem } from "../../conversation-item.ts";
import { useConversationActions } from "../../hooks/conversations/use-conversation-actions.ts";
import type { FirstLabels } from "../../labels.ts";
import { useReasonWords } from "../../provider/use-reason-words.ts";
import { useLabels } from "../../provider/wording-context.ts";
import type { useToast } from "../../components/feedback/use-toast.ts";

/** The message after a change that removes a conversation from the list; `null` for visible changes. */
function wordsOf({ name }: ConversationItem, wish: ConversationChange, labels: FirstLabels) {
  switch (wish.type) {
    case "archived":
      return wish.on ? labels.wasArchived(name) : labels.wasUnarchived(name);
    case "deleted":
      return labels.wasDeleted(name);
    case "pinned":
    case "muted":
    case "marked-unread":
    case "read":
      return null;
  }
}

/** What is said of a change, and what undoes it. */
export interface ChangeNotice {
  readonly text: string;
  readonly undo: ConversationChange;
}

/** Changes conversations and shows the result: archiving can be undone, a failure retried. */
export function useConversationChanges({
  say,
  settle,
}: Pick<ReturnType<typeof useToast>, "say" | "settle">) {
  const labels = useLabels();
  const reasonWords = useReasonWords();
  const { change } = useConversationActions();
  return useCallback(
    (item: ConversationItem, wish: ConversationChange, notice?: ChangeNotice) => {
      const attempt = async (wanted: ConversationChange) => {
        const isFirst = wanted === wish;
        const text = (isFirst ? notice?.text : undefined) ?? wordsOf(item, wanted, labels);
        const undo: ConversationChange | undefined =
          wish.type === "archived" ? { type: "archived", on: item.isArchived } : notice?.undo;
        const action =
          isFirst && undo
            ? {
                label: labels.undo,
                onPress() {
                  say(null);
                  void attempt(undo);
                },
              }
            : undefined;
        // Optimistically, like the change itself.
        if (text !== null) say({ kind: "done", text, action });
        const outcome = await change(item.id, wanted);
        if (outcome.ok) return settle();
        say({
          kind: "problem",
          text: labels.notChanged(item.name, reasonWords(outcome.reason)),
          action: { label: labels.reload, onPress: () => void attempt(wanted) },
        });
      };
      void attempt(wish);
    },
    [change, say, settle, labels, reasonWords],
  );
}
