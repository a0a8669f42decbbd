import { useFormat, useLabels } from "../provider/wording-context.ts";

/** Counts above this are shown as "99+". */
const SHOWN_MAX = 99;

/** A count as the screen shows it. */
export function useCount(): (count: number) => string {
  const labels = useLabels();
  const format = useFormat();
  return (count) =>
    count > SHOWN_MAX ? labels.moreThan(format.number(SHOWN_MAX)) : format.number(count);
}

/** How many messages are unread; nothing where there are none. */
export function UnreadBadge({ count }: { count: number }) {
  const labels = useLabels();
  const shown = useCount()(count);
  if (count === 0) return null;
  return (
    <span className="parley-badge">
      <span aria-hidden="true">{shown}</span>
      <span className="parley-hidden">{labels.unreadCount(shown)}</span>
    </span>
  );
}
