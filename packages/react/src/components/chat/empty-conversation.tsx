import { useLabels } from "../../provider/wording-context.ts";
import { ChatIcon } from "../icons.tsx";
import { Notice } from "../feedback/notice.tsx";

/** A conversation without messages. It has the role of a log already, as screen readers and tests expect. */
export function EmptyConversation({ name, canWrite }: { name: string; canWrite: boolean }) {
  const labels = useLabels();
  return (
    <div className="parley-log" role="log" aria-live="off" aria-label={labels.messagesWith(name)}>
      <Notice
        icon={<ChatIcon />}
        title={labels.emptyConversation}
        hint={canWrite ? labels.emptyConversationHint(name) : undefined}
      />
    </div>
  );
}
