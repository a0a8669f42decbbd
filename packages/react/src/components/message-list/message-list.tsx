import { useMemo, useRef } from "react";
import { useLabels } from "../../provider/wording-context.ts";
import { layOutRows } from "../../rows/lay-out-rows.ts";
import type { Row } from "../../rows/row.ts";
import { FloatingDay } from "./floating-day.tsx";
import { JumpButton } from "./jump-button.tsx";
import { LogRows, type RowProps } from "./log-rows.tsx";
import { LogTop } from "./log-top.tsx";
import { useComingBack } from "./use-coming-back.ts";
import { useJumpToEnd } from "./use-jump-to-end.ts";
import { useKeepBottom } from "./use-keep-bottom.ts";
import { NEAR_END, useLogVirtualizer } from "./use-log-virtualizer.ts";
import { useOpeningPosition } from "./use-opening-position.ts";
import { type PagingProps, usePaging } from "./use-paging.ts";
import { usePlace } from "./use-place.ts";
import { useScrollKeys } from "./use-scroll-keys.ts";
import { useSeen } from "./use-seen.ts";
import { useStayAtEnd } from "./use-stay-at-end.ts";

export interface MessageListProps extends PagingProps, RowProps {
  /** With whom the conversation is. */
  readonly name: string;
  /** From `useMessages`. */
  readonly rows: readonly Row[];
  /** What others wrote after this place stands under the "New" divider. */
  readonly newAfter: number | null;
  /** Messages that were not seen yet, for the button that jumps to the end. */
  readonly unread: number;
  readonly showLatest: () => Promise<void>;
  /** Grows with every own message: each brings the log to its end. */
  readonly sentCount: number;
  /** Somebody can be reading now. */
  readonly isAttentive: boolean;
  readonly isHidden: boolean;
  /** Everything up to this place was really seen. */
  readonly onSeen: (seq: number) => void;
}

/** The messages of one conversation. It never jumps: older ones come in above, newer ones below. */
export function MessageList(props: MessageListProps) {
  const { name, rows: all, hasOlder, hasNewer, newAfter, isAttentive, onSeen } = props;
  const labels = useLabels();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(
    () => layOutRows({ rows: all, hasOlder, newAfter }),
    [all, hasOlder, newAfter],
  );
  const { isGroup, isHidden } = props;
  const virtualizer = useLogVirtualizer({ scroller, rows, isGroup, hasNewer, isHidden });
  const place = usePlace(virtualizer, scroller, rows);
  useOpeningPosition(virtualizer, place, rows);
  useComingBack(virtualizer, place, { rows, isHidden });
  useKeepBottom(virtualizer, scroller);
  useStayAtEnd(virtualizer, scroller, rows);
  usePaging(virtualizer, rows.length, props);
  useSeen(scroller, { rows, isAttentive, onSeen });
  const jumpToEnd = useJumpToEnd(virtualizer, place, props);
  const onKeyDown = useScrollKeys(jumpToEnd);
  const isAway = hasNewer || !virtualizer.isAtEnd(NEAR_END);

  return (
    <div className="parley-log">
      {/* The keys only scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={scroller}
        className="parley-log__scroller"
        role="log"
        // New messages are announced once, by the announcer.
        aria-live="off"
        aria-label={labels.messagesWith(name)}
        // What scrolls can be scrolled with the keys.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div className="parley-log__size" style={{ blockSize: virtualizer.getTotalSize() }}>
          <LogTop name={name} hasOlder={hasOlder} older={props.older} onRetry={props.loadOlder} />
          <LogRows {...props} virtualizer={virtualizer} rows={rows} />
        </div>
      </div>
      <FloatingDay virtualizer={virtualizer} rows={rows} />
      <JumpButton isShown={isAway && rows.length > 0} unread={props.unread} onPress={jumpToEnd} />
    </div>
  );
}
