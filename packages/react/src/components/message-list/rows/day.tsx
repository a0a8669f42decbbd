import { useFormat } from "../../../provider/wording-context.ts";
import { type LaidOutRow, timeOf } from "../../../rows/lay-out-rows.ts";
import { useToday } from "../../../provider/use-today.ts";
import type { LogVirtualizer } from "../scroll/scroll-controller.ts";
import { TOP_ROOM } from "../scroll/use-scroll.ts";

/** The day, above its first line. */
export function DaySeparator({ at, today }: { at: Date; today: Date }) {
  const format = useFormat();
  return (
    <div className="parley-day">
      <time className="parley-day__label" dateTime={at.toISOString()}>
        {format.day(at, today)}
      </time>
    </div>
  );
}

interface FloatingDayProps {
  readonly virtualizer: LogVirtualizer;
  readonly rows: readonly LaidOutRow[];
}

/** The day of the topmost messages while the user scrolls back. Hidden from screen readers. */
export function FloatingDay({ virtualizer, rows }: FloatingDayProps) {
  const format = useFormat();
  const today = useToday();
  const offset = virtualizer.scrollOffset ?? 0;
  const top = virtualizer.getVirtualItems().find(({ end }) => end > offset + TOP_ROOM / 2);
  const line = top === undefined ? undefined : rows[top.index];
  const isShown = virtualizer.isScrolling && virtualizer.scrollDirection === "backward";
  if (line === undefined) return null;
  return (
    <div
      className="parley-floating-day"
      data-shown={isShown && offset > TOP_ROOM}
      aria-hidden="true"
    >
      <span className="parley-day__label">{format.day(timeOf(line), today)}</span>
    </div>
  );
}
