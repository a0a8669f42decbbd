import { useLabels } from "../../../provider/wording-context.ts";

/** Above the first message that was unread when the conversation was opened. */
export function NewDivider() {
  const labels = useLabels();
  return (
    <div className="parley-new" role="separator" aria-label={labels.newMessages}>
      <span className="parley-new__label" aria-hidden="true">
        {labels.newMessages}
      </span>
    </div>
  );
}
