import { useFormat, useLabels } from "../../provider/wording-context.ts";

/** Counts above this are shown as "99+". */
const SHOWN_MAX = 99;

/** Formats a count for the screen. */
export function useCount(): (count: number) => string {
  const labels = useLabels();
  const format = useFormat();
  return (count) =>
    count > SHOWN_MAX ? labels.moreThan(format.number(SHOWN_MAX)) : format.number(count);
}

interface UnreadBadgeProps {
  readonly count: number;
  /** Id of the text for screen readers. */
  readonly id?: string | undefined;
  /** Marked as unread by the user, without a number. */
  readonly isMarked?: boolean | undefined;
  /** Less prominent, because the conversation is muted. */
  readonly isQuiet?: boolean | undefined;
}

/** The number of unread messages; nothing if there are none and the conversation is not marked. */
export function UnreadBadge({ id, count, isMarked = false, isQuiet = false }: UnreadBadgeProps) {
  const labels = useLabels();
  const shown = useCount()(count);
  if (count === 0 && !isMarked) return null;
  return (
    <span className="parley-badge" data-quiet={isQuiet} data-empty={count === 0}>
      {count > 0 && <span aria-hidden="true">{shown}</span>}
      <span id={id} className="parley-hidden">
        {count > 0 ? labels.unreadCount(shown) : labels.markedUnread}
      </span>
    </span>
  );
}
