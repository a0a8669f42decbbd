import type { Problem } from "@parley/client";
import type { Conversation } from "@parley/contract";
import { useCallback, useEffect } from "react";
import { CloseIcon } from "../../components/action-icons.tsx";
import { IconButton } from "../../components/icon-button.tsx";
import { useAutoDismiss } from "../../components/feedback/use-auto-dismiss.ts";
import type { FirstLabels } from "../../labels.ts";
import { nameOfConversation } from "../../people.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useLabels } from "../../provider/wording-context.ts";
import { useScreen } from "../../provider/use-screen.ts";

function inWords(
  { kind, reason }: Problem,
  { labels, name }: { labels: FirstLabels; name: string },
): string {
  const why = reason === undefined ? labels.noAnswer : labels.reasons[reason];
  switch (kind) {
    case "conversation":
    case "item":
      return labels.notChanged(name, why);
    case "reaction":
      return labels.reactionFailed(why);
    case "deletion":
      return labels.deletionFailed(why);
    case "mark":
      return labels.notMarkedUnread(why);
    case "pin":
      return labels.pinFailed(why);
    case "save":
      return labels.saveFailed(why);
  }
}

/** An optimistic update that was reverted, and why. */
export function ChatProblem({ conversation }: { conversation: Conversation }) {
  const { id: conversationId } = conversation;
  const { screen } = useMessaging();
  const labels = useLabels();
  const problem = useScreen(({ problems }) => problems.get(conversationId));
  const dismiss = useCallback(
    () => screen.setProblem(conversationId, undefined),
    [screen, conversationId],
  );
  const { holding } = useAutoDismiss(problem, dismiss);
  useEffect(() => dismiss, [dismiss]);
  return (
    <div role="alert">
      {problem !== undefined && (
        <div className="parley-problem parley-problem--chat" {...holding}>
          <span>{inWords(problem, { labels, name: nameOfConversation(conversation) })}</span>
          <IconButton label={labels.dismiss} onPress={dismiss}>
            <CloseIcon />
          </IconButton>
        </div>
      )}
    </div>
  );
}
