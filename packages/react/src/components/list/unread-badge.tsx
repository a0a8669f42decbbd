import { useFormat, useLabels } from "../../provider/wording-context.ts";

/** Counts above this are shown as "99+". */
const SHOWN_MAX = 99;

/** A count as the screen shows it. */
export function useCount(): (count: number) => string {
  const labels = useLabels();
  const format = useFormat();
  return (count) =>
    count > SHOWN_MAX ? labels.moreThan(format.number(SHOWN_MAX)) : format.number(count);
}

interface UnreadBadgeProps {
  readonly count: number;
  /** Of the words. */
  readonly id?: string | undefined;
  /** The reader's own reminder, which has no number. */
  readonly isMarked?: boolean | undefined;
  /** Nobody is called to it: its conversation is muted. */
  readonly isQuiet?: boolean | undefined;
}

/** How many messages are unread; nothing where there are none and nothing is marked. */
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
