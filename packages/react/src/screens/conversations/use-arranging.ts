import { useCallback } from "react";
import type { Arrangement } from "../../arrangement.ts";
import type { ConversationItem } from "../../conversation-item.ts";
import { useArrangeConversation } from "../../hooks/use-arrange-conversation.ts";
import type { FirstLabels } from "../../labels.ts";
import { useReasonWords } from "../../provider/use-reason-words.ts";
import { useLabels } from "../../provider/wording-context.ts";
import type { useToast } from "../../components/feedback/use-toast.ts";

/** What is said of an arrangement that takes a conversation out of sight; nothing of those that one sees. */
function wordsOf({ name }: ConversationItem, arrangement: Arrangement, labels: FirstLabels) {
  switch (arrangement.type) {
    case "archived":
      return arrangement.on ? labels.wasArchived(name) : labels.wasUnarchived(name);
    case "deleted":
      return labels.wasDeleted(name);
    case "pinned":
    case "muted":
    case "marked-unread":
    case "read":
      return null;
  }
}

/** Arranges conversations and says what came of it: archiving can be undone, a failure tried again. */
export function useArranging({ say, settle }: Pick<ReturnType<typeof useToast>, "say" | "settle">) {
  const labels = useLabels();
  const reasonWords = useReasonWords();
  const arrange = useArrangeConversation();
  return useCallback(
    (item: ConversationItem, arrangement: Arrangement) => {
      const attempt = async (wanted: Arrangement) => {
        const text = wordsOf(item, wanted, labels);
        const undo = () => void attempt({ type: "archived", on: item.isArchived });
        const action =
          wanted.type === "archived" && wanted === arrangement
            ? { label: labels.undo, onPress: undo }
            : undefined;
        // At once, like the change itself.
        if (text !== null) say({ kind: "done", text, action });
        const outcome = await arrange(item.id, wanted);
        if (outcome.ok) return settle();
        say({
          kind: "problem",
          text: labels.notChanged(item.name, reasonWords(outcome.reason)),
          action: { label: labels.reload, onPress: () => void attempt(wanted) },
        });
      };
      void attempt(arrangement);
    },
    [arrange, say, settle, labels, reasonWords],
  );
}
