import type { MembershipChange } from "@parley/contract/conversations";
import { useCallback, useMemo, useRef, useState } from "react";
import { useLabels } from "../../provider/wording-context.ts";
import { type LaidOutRow, layOutRows, type MessageLine, seqOf } from "../../rows/lay-out-rows.ts";
import type { ReadMark } from "../../rows/read-mark.ts";
import type { Row } from "../../rows/row.ts";
import type { RowAction } from "../../rows/row-actions.ts";
import type { ReadingPlace } from "../../stores/reading-places.ts";
import { FloatingDay } from "./rows/day.tsx";
import { JumpButton } from "./scroll/jump-button.tsx";
import { LogRows } from "./rows/log-rows.tsx";
import { LogTop } from "./rows/log-top.tsx";
import type { Editing } from "./actions/message-actions.ts";
import type { ListTools, RowProps, RowState } from "./actions/row-tools.ts";
import { UnreadBanner } from "./actions/fetched-later.ts";
import { useFocusedLine } from "./keys/use-focused-line.ts";
import type { JumpTo } from "./scroll/scroll-controller.ts";
import { useHand, useLogKeys } from "./keys/use-log-keys.ts";
import { type PagingProps, useScroll } from "./scroll/use-scroll.ts";
import { useRowOverlays } from "./actions/use-row-overlays.tsx";
import { useSeen } from "./scroll/use-seen.ts";
import { unlessComposing } from "../composition.ts";
import { unfoldForCopy } from "./rows/message-body.tsx";

export interface MessageListProps extends PagingProps, RowProps {
  /** With whom the conversation is. */
  readonly name: string;
  /** From `useMessages`. */
  readonly rows: readonly Row[];
  /** Who came into the group and who left it, from `useConversation`. */
  readonly membershipChanges?: readonly MembershipChange[] | undefined;
  readonly readMark: ReadMark | null;
  /** What others wrote after this place stands under the "New" divider. */
  readonly newAfter: number | null;
  /** How many these were when the divider was placed. */
  readonly newCount?: number | undefined;
  /** Messages that were not seen yet, for the button that jumps to the end. */
  readonly unread: number;
  readonly showLatest: () => Promise<void>;
  /** Loads what stands around a place; without it a jump leads only to what is loaded. */
  readonly showAround?: ((seq: number) => Promise<void>) | undefined;
  /** Goes to a message, and makes it stand out. */
  readonly jumpTo?: JumpTo | undefined;
  /** Where the reader stood before the page was loaded again. */
  readonly standAt?: ReadingPlace | undefined;
  /** Told where the reader stands when the page is left; nothing where that needs no keeping. */
  readonly onPlace?: ((place: ReadingPlace | undefined) => void) | undefined;
  /** Grows with every own message: each brings the log to its end. */
  readonly sentCount: number;
  /** Somebody can be reading now. */
  readonly isAttentive: boolean;
  readonly isHidden: boolean;
  /** Everything up to this place was really seen. */
  readonly onSeen: (seq: number) => void;
  /** What may be done with a message now, of what `actions` can do. */
  readonly offered?: ((row: Row) => readonly RowAction[]) | undefined;
  readonly editing?: Editing | null | undefined;
  /** People whose messages are folded, because the reader blocks them. */
  readonly blockedIds?: ReadonlySet<string> | undefined;
}

const NO_CHANGES: readonly MembershipChange[] = [];
const NOTHING_OFFERED = (): readonly RowAction[] => [];
const NONE: ReadonlySet<string> = new Set();

function useLines(props: MessageListProps): readonly LaidOutRow[] {
  const { rows, hasOlder, hasNewer, newAfter, membershipChanges = NO_CHANGES } = props;
  return useMemo(
    () => layOutRows({ rows, hasOlder, hasNewer, newAfter, membershipChanges }),
    [rows, hasOlder, hasNewer, newAfter, membershipChanges],
  );
}

/** Where the log stands, and what moves it. */
function useLog(props: MessageListProps, lines: readonly LaidOutRow[]) {
  const scroller = useRef<HTMLDivElement>(null);
  const focus = useFocusedLine(scroller, lines);
  const { keptIndex, focusMessage } = focus;
  const scroll = useScroll({ ...props, scroller, lines, keptIndex, focusMessage });
  const { unseen, dismiss } = useSeen(scroller, { ...props, lines });
  const top = seqOf(lines[scroll.virtualizer.range?.startIndex ?? 0]) ?? 0;
  const isAbove = unseen !== null && unseen.seq < top;
  return { ...scroll, scroller, focus, dismiss, unseen: isAbove ? unseen : null };
}

type Log = ReturnType<typeof useLog>;

/** What of the log was unfolded: kept by the list, since a row that leaves the screen forgets everything. */
function useUnfolded() {
  const [unfolded, setUnfolded] = useState(NONE);
  const onUnfold = useCallback(
    (messageId: string, isUnfolded: boolean) =>
      setUnfolded((now) => {
        const next = new Set(now);
        if (isUnfolded) next.add(messageId);
        else next.delete(messageId);
        return next;
      }),
    [],
  );
  return { unfolded, onUnfold };
}

/** What is open, unfolded and offered in the rows, and what the keys do with them. */
function useRows(props: MessageListProps, lines: readonly LaidOutRow[], log: Log) {
  const { actions, people, userId, rows, blockedIds = NONE, offered = NOTHING_OFFERED } = props;
  const { virtualizer, jumpToEnd, focus, jumpTo, highlightedId } = log;
  const { activeId, enteredId, focusMessage } = focus;
  const { unfolded, onUnfold } = useUnfolded();
  const { overlay, onMore, onPick } = useRowOverlays({ rows, offered, actions, userId, people });
  const tools = useMemo<ListTools>(
    () => ({ onMore, onPick, onUnfold, onJump: jumpTo }),
    [onMore, onPick, onUnfold, jumpTo],
  );
  const keys = { virtualizer, lines, activeId, focusMessage, jumpToEnd, actions, offered, onPick };
  const onKeyDown = unlessComposing(useLogKeys(keys));
  const stateOf = useCallback(
    ({ row }: MessageLine): RowState => ({
      isTabStop: row.id === activeId,
      isEntered: row.id === enteredId,
      isHighlighted: row.id === highlightedId,
      isBlocked: blockedIds.has(row.senderId),
      isUnfolded: unfolded.has(row.id),
    }),
    [activeId, enteredId, highlightedId, blockedIds, unfolded],
  );
  return { overlay, onKeyDown, drawing: { virtualizer, lines, tools, offered, stateOf } };
}

const isDrawn = (virtualizer: Log["virtualizer"], at: number) =>
  virtualizer.getVirtualItems().some(({ index }) => index === at);

/** What scrolls: the top, and the lines below it. */
function Scroller({ log, parts, ...props }: ScrollerProps) {
  const { name, userId, people, actions, isGroup, editing = null } = props;
  const { scroller, virtualizer, focus } = log;
  const { onFocus, onBlur } = focus;
  const hand = useHand(scroller);
  const labels = useLabels();
  const hasStop = focus.activeIndex !== null && isDrawn(virtualizer, focus.activeIndex);
  return (
    // The keys scroll it and move the focus in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={scroller}
      className="parley-log__scroller"
      role="log"
      // New messages are announced once, by the announcer.
      aria-live="off"
      aria-label={labels.messagesWith(name)}
      // What scrolls can be scrolled with the keys. Once a message was visited, that is the log's one stop.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={hasStop ? -1 : 0}
      onKeyDown={parts.onKeyDown}
      {...hand}
      onCopy={unfoldForCopy}
      onFocus={onFocus}
      onBlur={onBlur}
    >
      <div className="parley-log__size" style={{ blockSize: virtualizer.getTotalSize() }}>
        <LogTop
          name={name}
          hasOlder={props.hasOlder}
          older={props.older}
          onRetry={props.loadOlder}
        />
        <LogRows
          {...parts.drawing}
          userId={userId}
          people={people}
          actions={actions}
          isGroup={isGroup}
          editing={editing}
          readMark={props.readMark}
          onRetry={props.onRetry}
          onDiscard={props.onDiscard}
          renderQuote={props.renderQuote}
        />
      </div>
    </div>
  );
}

interface ScrollerProps extends MessageListProps {
  readonly log: Log;
  readonly parts: Pick<ReturnType<typeof useRows>, "onKeyDown" | "drawing">;
}

/** The messages of one conversation. It never jumps: older ones come in above, newer ones below. */
export function MessageList(props: MessageListProps) {
  const lines = useLines(props);
  const log = useLog(props, lines);
  const { overlay, ...parts } = useRows(props, lines, log);
  const { virtualizer, unseen, jumpTo, dismiss, jumpToEnd, isAway } = log;
  return (
    <div className="parley-log">
      <Scroller {...props} log={log} parts={parts} />
      <FloatingDay virtualizer={virtualizer} rows={lines} />
      {unseen !== null && <UnreadBanner unseen={unseen} onJump={jumpTo} onDismiss={dismiss} />}
      <JumpButton isShown={isAway} unread={props.unread} onPress={jumpToEnd} />
      {overlay}
    </div>
  );
}
