import type { Person } from "@parley/contract";
import { memo, type MouseEvent } from "react";
import { useFormat, useLabels } from "../../../provider/wording-context.ts";
import type { MessageLine } from "../../../rows/lay-out-rows.ts";
import type { RowAction } from "../../../rows/row-actions.ts";
import { Avatar } from "../../avatar.tsx";
import { Bubble } from "./bubble.tsx";
import { DaySeparator } from "./day.tsx";
import type { Editing } from "../actions/message-actions.ts";
import { DeletedMessage, MessageEditor } from "../actions/on-demand-parts.ts";
import { MessageStatus } from "./message-status.tsx";
import { MessageEntered, useTabIndex } from "../actions/message-tab-index.ts";
import { MessageTools } from "../actions/message-tools.tsx";
import { Reactions } from "./reactions.tsx";
import type { RowHandlers, RowProps, RowState } from "./row-props.ts";

export interface MessageRowProps extends RowProps, RowState {
  readonly line: MessageLine;
  readonly author: Person | undefined;
  readonly today: Date;
  readonly readers: readonly Person[] | null;
  readonly offered: readonly RowAction[];
  /** Set if this message is being edited. */
  readonly editing: Editing | null;
  readonly handlers: RowHandlers;
  readonly isTouch: boolean;
}

/** The name and avatar above the first of another user's messages in a group. */
function Author({ person, senderId }: { person: Person | undefined; senderId: string }) {
  const labels = useLabels();
  const name = person?.name ?? labels.formerMember;
  return (
    <div className="parley-author">
      <Avatar name={name} imageUrl={person?.avatarUrl} shadeKey={senderId} size="small" />
      <bdi className="parley-author__name">{name}</bdi>
    </div>
  );
}

/** Replaces a message of a blocked user until the user unfolds it. */
function FoldedMessage({ onShow }: { onShow: () => void }) {
  const labels = useLabels();
  return (
    <p className="parley-folded">
      {labels.blockedMessage}
      {". "}
      <button
        type="button"
        className="parley-status__button"
        tabIndex={useTabIndex()}
        onClick={onShow}
      >
        {labels.show}
      </button>
    </p>
  );
}

/** Shown above the first message that was unread when the conversation was opened. */
function NewDivider() {
  const labels = useLabels();
  return (
    <div className="parley-new" role="separator" aria-label={labels.newMessages}>
      <span className="parley-new__label" aria-hidden="true">
        {labels.newMessages}
      </span>
    </div>
  );
}

/** The message, or what replaces it. */
function Content(props: MessageRowProps) {
  const { line, isBlocked, isUnfolded, editing, actions, handlers, renderQuote } = props;
  const { userId, people } = props;
  const { row } = line;
  const { change, replyToSeq } = row;
  if (isBlocked && !isUnfolded) {
    return <FoldedMessage onShow={() => handlers.onUnfold(row.id, true)} />;
  }
  const quote =
    replyToSeq === null || row.body === null
      ? null
      : (renderQuote?.(replyToSeq, () => handlers.onJump(replyToSeq)) ?? null);
  if (editing !== null && actions !== undefined) {
    return (
      <>
        {quote}
        <MessageEditor row={row} editing={editing} actions={actions} />
      </>
    );
  }
  if (change?.kind === "deleting") {
    const { undoUntil } = change;
    return <DeletedMessage undoUntil={undoUntil} onUndo={() => actions?.onUndo(row)} />;
  }
  return (
    <div className="parley-message__line">
      <Bubble
        row={row}
        quote={quote}
        renderCard={props.renderCard}
        userId={userId}
        people={people}
        isUnfolded={isUnfolded}
        showsTime={line.endsGroup}
        isPinned={props.isPinned}
        isSaved={props.isSaved}
        onUnfold={(unfold) => handlers.onUnfold(row.id, unfold)}
      />
      <Tools {...props} />
    </div>
  );
}

function Tools({ line, offered, actions, handlers, isTouch }: MessageRowProps) {
  const format = useFormat();
  if (actions === undefined) return null;
  return (
    <MessageTools
      row={line.row}
      offered={offered}
      actions={actions}
      handlers={handlers}
      isTouch={isTouch}
      time={line.endsGroup ? undefined : format.shortTime(line.row.at)}
    />
  );
}

/** The reactions and the delivery state of a message. */
function Additions(props: MessageRowProps) {
  const { line, userId, people, actions, readers, isGroup, onRetry, onDiscard } = props;
  const { row } = line;
  const canReact = props.offered.includes("react");
  return (
    <>
      <Reactions
        userId={userId}
        people={people}
        reactions={row.reactions}
        onReact={canReact ? (emoji, chosen) => actions?.onReact(row, emoji, chosen) : undefined}
      />
      <MessageStatus
        row={row}
        readers={readers}
        isGroup={isGroup}
        onRetry={onRetry}
        onDiscard={onDiscard}
      />
    </>
  );
}

/** A long press on a touch screen opens the actions. Links and fields keep the browser's own menu. */
const longPress =
  ({ line, offered, actions, editing, handlers, isTouch }: MessageRowProps) =>
  (event: MouseEvent<HTMLElement>) => {
    const isOwn = event.target instanceof Element && event.target.closest("a") === null;
    if (!isTouch || !isOwn || actions === undefined || editing !== null) return;
    if (offered.length === 0) return;
    event.preventDefault();
    handlers.onMore(line.row, event.currentTarget);
  };

function MessageRowBase(props: MessageRowProps) {
  const { line, author, today, isGroup, isTabStop, isHighlighted, isBlocked, isUnfolded } = props;
  const labels = useLabels();
  const format = useFormat();
  const { row, startsDay, startsGroup, isFirstUnread } = line;
  const name = row.isOwn ? labels.you : (author?.name ?? labels.formerMember);
  const isHidden = (isBlocked && !isUnfolded) || row.change?.kind === "deleting";
  return (
    <>
      {startsDay && <DaySeparator at={row.at} today={today} />}
      {isFirstUnread && <NewDivider />}
      {/* The button for the same menu is in the message. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <article
        className="parley-message"
        aria-label={`${format.isolate(name)}, ${format.fullTime(row.at)}`}
        data-message={row.id}
        data-own={row.isOwn}
        data-group={isGroup}
        data-starts-group={startsGroup}
        data-delivery={row.change?.kind === "editing" ? "sending" : row.delivery.status}
        data-highlighted={isHighlighted}
        data-full-time={format.fullTime(row.at)}
        // Arrow keys move the focus between messages; a press on one shows its full time.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={isTabStop ? 0 : -1}
        onContextMenu={isHidden ? undefined : longPress(props)}
      >
        {isGroup && !row.isOwn && startsGroup && <Author person={author} senderId={row.senderId} />}
        <MessageEntered value={props.isEntered}>
          <Content {...props} />
          {!isHidden && <Additions {...props} />}
        </MessageEntered>
      </article>
    </>
  );
}

const isSameLine = (one: MessageLine, other: MessageLine) =>
  one.row === other.row &&
  one.startsDay === other.startsDay &&
  one.startsGroup === other.startsGroup &&
  one.endsGroup === other.endsGroup &&
  one.isFirstUnread === other.isFirstUnread;

const isSameList = (one: readonly RowAction[], other: readonly RowAction[]) =>
  one.length === other.length && one.every((action, at) => action === other[at]);

function isSame(
  { line, offered, ...one }: MessageRowProps,
  { line: otherLine, offered: otherOffered, ...other }: MessageRowProps,
) {
  if (!isSameLine(line, otherLine) || !isSameList(offered, otherOffered)) return false;
  // Both have the same keys: the list passes every row the same props.
  return Object.entries(one).every(([key, value]) => value === other[key as keyof typeof other]);
}

/** One message of the log. It renders again only when something it shows has changed. */
export const MessageRow = memo(MessageRowBase, isSame);
