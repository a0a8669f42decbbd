import type { MembershipChange } from "@parley/contract";
import { useCallback, useMemo, useRef, useState } from "react";
import { useLabels } from "../../provider/wording-context.ts";
import { type LaidOutRow, layOutRows, type MessageLine, seqOf } from "../../rows/lay-out-rows.ts";
import type { ReadMark } from "../../rows/read-mark.ts";
import type { Row } from "../../rows/row.ts";
import type { KeptSeqs, RowAction } from "../../rows/row-actions.ts";
import type { ReadingPosition } from "@parley/client";
import { FloatingDay } from "./rows/day.tsx";
import { JumpButton } from "./scroll/jump-button.tsx";
import { LogRows } from "./rows/log-rows.tsx";
import { LogTop } from "./rows/log-top.tsx";
import type { Editing } from "./actions/message-actions.ts";
import type { RowHandlers, RowProps, RowState } from "./rows/row-props.ts";
import { UnreadBanner } from "./actions/on-demand-parts.ts";
import { useFocusedLine } from "./keys/use-focused-line.ts";
import type { JumpTo } from "./scroll/scroll-controller.ts";
import { useInputKind, useLogKeys } from "./keys/use-log-keys.ts";
import { type PagingProps, useScroll } from "./scroll/use-scroll.ts";
import { useRowOverlays } from "./actions/use-row-overlays.tsx";
import { useSeen } from "./scroll/use-seen.ts";
import { unlessComposing } from "../composition.ts";
import { unfoldForCopy } from "./rows/message-body.tsx";

export interface MessageListProps extends PagingProps, RowProps {
  /** The name of the other user or the group. */
  readonly name: string;
  /** From `useMessages`. */
  readonly rows: readonly Row[];
  /** Who joined and who left the group, from `useConversation`. */
  readonly membershipChanges?: readonly MembershipChange[] | undefined;
  /** How far others have read. */
  readonly readMark: ReadMark | null;
  /** Messages of others after this `seq` are below the "New" divider. */
  readonly newAfter: number | null;
  /** Number of these messages when the divider was placed. */
  readonly newCount?: number | undefined;
  /** Number of unread messages, for the button that jumps to the end. */
  readonly unread: number;
  /** Loads the newest messages. */
  readonly showLatest: () => Promise<void>;
  /** Loads the messages around a `seq`; without it a jump leads only to loaded messages. */
  readonly showAround?: ((seq: number) => Promise<void>) | undefined;
  /** Scrolls to a message, and highlights it. */
  readonly jumpTo?: JumpTo | undefined;
  /** The position before the page was reloaded. */
  readonly standAt?: ReadingPosition | undefined;
  /** Receives the position when the page is hidden or left; `undefined` at the end, where every log opens. */
  readonly onPlace?: ((place: ReadingPosition | undefined) => void) | undefined;
  /** Grows with every own message: each scrolls to the end. */
  readonly sentCount: number;
  /** The page is visible and has the focus: what is shown counts as seen. Default: true. */
  readonly isPageFocused?: boolean | undefined;
  /** @deprecated Renamed to `isPageFocused`. */
  readonly isAttentive?: boolean | undefined;
  /** Whether the page is hidden. Then new messages are not followed, so that the user returns to the first of them. */
  readonly isHidden: boolean;
  /** Called with the `seq` up to which messages were on the screen. */
  readonly onSeen: (seq: number) => void;
  /** The actions that are offered for a message now. */
  readonly offered?: ((row: Row) => readonly RowAction[]) | undefined;
  /** The message that is being edited. */
  readonly editing?: Editing | null | undefined;
  /** The messages that are marked as pinned, and as saved. */
  readonly kept?: KeptSeqs | undefined;
  /** Users whose messages are folded, because the user blocks them. */
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

/** The scroll position, the focus, and what was seen. */
function useLog(props: MessageListProps, lines: readonly LaidOutRow[]) {
  const scroller = useRef<HTMLDivElement>(null);
  const focus = useFocusedLine(scroller, lines);
  const { keptIndex, focusMessage } = focus;
  const scroll = useScroll({ ...props, scroller, lines, keptIndex, focusMessage });
  const isPageFocused = props.isPageFocused ?? props.isAttentive ?? true;
  const { unseen, dismiss } = useSeen(scroller, { ...props, isPageFocused, lines });
  const top = seqOf(lines[scroll.virtualizer.range?.startIndex ?? 0]) ?? 0;
  const isAbove = unseen !== null && unseen.seq < top;
  return { ...scroll, scroller, focus, dismiss, unseen: isAbove ? unseen : null };
}

type Log = ReturnType<typeof useLog>;

/** Unfolded messages. Kept by the list, because a row that leaves the screen loses its state. */
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

/** The state of rows: overlays, unfolded messages, offered actions, and keys. */
function useRows(props: MessageListProps, lines: readonly LaidOutRow[], log: Log) {
  const { actions, people, userId, rows, kept } = props;
  const { blockedIds = NONE, offered = NOTHING_OFFERED } = props;
  const { scroller, virtualizer, jumpToEnd, focus, jumpTo, highlightedId } = log;
  const { activeId, enteredId, focusMessage } = focus;
  const { unfolded, onUnfold } = useUnfolded();
  const overlays = useRowOverlays({ rows, offered, actions, userId, people, scroller });
  const { overlay, onMore, onPick } = overlays;
  const handlers = useMemo<RowHandlers>(
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
      isPinned: row.seq !== null && kept?.pinned.has(row.seq) === true,
      isSaved: row.seq !== null && kept?.saved.has(row.seq) === true,
    }),
    [activeId, enteredId, highlightedId, blockedIds, unfolded, kept],
  );
  return { overlay, onKeyDown, drawing: { virtualizer, lines, handlers, offered, stateOf } };
}

const isDrawn = (virtualizer: Log["virtualizer"], at: number) =>
  virtualizer.getVirtualItems().some(({ index }) => index === at);

/** The scrolled element: the top, and the lines below it. */
function Scroller({ log, parts, ...props }: ScrollerProps) {
  const { name, userId, people, actions, isGroup, editing = null } = props;
  const { scroller, virtualizer, focus } = log;
  const { onFocus, onBlur } = focus;
  const inputKind = useInputKind(scroller);
  const labels = useLabels();
  const hasStop = focus.activeIndex !== null && isDrawn(virtualizer, focus.activeIndex);
  return (
    // Keys scroll it and move the focus inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={scroller}
      className="parley-log__scroller"
      role="log"
      // The announcer announces new messages, once.
      aria-live="off"
      aria-label={labels.messagesWith(name)}
      // A scrollable element is a tab stop, until a message has been focused: then that is the only one.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={hasStop ? -1 : 0}
      onKeyDown={parts.onKeyDown}
      {...inputKind}
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
          renderCard={props.renderCard}
        />
      </div>
    </div>
  );
}

interface ScrollerProps extends MessageListProps {
  readonly log: Log;
  readonly parts: Pick<ReturnType<typeof useRows>, "onKeyDown" | "drawing">;
}

/** The messages of one conversation. What is on the screen never moves: older ones are inserted above, newer ones below. */
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
