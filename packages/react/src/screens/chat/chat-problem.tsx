import { useCallback, useEffect } from "react";
import { CloseIcon } from "../../components/action-icons.tsx";
import { IconButton } from "../../components/icon-button.tsx";
import { usePassing } from "../../components/feedback/use-passing.ts";
import type { FirstLabels } from "../../labels.ts";
import type { Problem } from "../../live/session.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useLabels } from "../../provider/wording-context.ts";
import { useStore } from "../../stores/use-store.ts";

function inWords({ kind, reason }: Problem, labels: FirstLabels): string {
  const why = reason === undefined ? labels.noAnswer : labels.reasons[reason];
  switch (kind) {
    case "reaction":
      return labels.reactionFailed(why);
    case "deletion":
      return labels.deletionFailed(why);
    case "mark":
      return labels.notMarkedUnread(why);
  }
}

/** A change that was on the screen and is not any more, and why. */
export function ChatProblem({ conversationId }: { conversationId: string }) {
  const { problems } = useMessaging().stores;
  const labels = useLabels();
  const problem = useStore(problems, () => problems.get(conversationId));
  const dismiss = useCallback(
    () => problems.set(conversationId, undefined),
    [problems, conversationId],
  );
  const { holding } = usePassing(problem, dismiss);
  useEffect(() => () => problems.set(conversationId, undefined), [problems, conversationId]);
  return (
    <div role="alert">
      {problem !== undefined && (
        <div className="parley-problem parley-problem--chat" {...holding}>
          <span>{inWords(problem, labels)}</span>
          <IconButton label={labels.dismiss} onPress={dismiss}>
            <CloseIcon />
          </IconButton>
        </div>
      )}
    </div>
  );
}
