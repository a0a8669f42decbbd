import type { Person } from "@parley/contract/people";
import { memo } from "react";
import { useFormat, useLabels } from "../../provider/wording-context.ts";
import type { LaidOutRow } from "../../rows/lay-out-rows.ts";
import type { Row } from "../../rows/row.ts";
import { isEmojiOnly } from "../../text/emoji-only.ts";
import { Avatar } from "../avatar.tsx";
import { MessageBody } from "./message-body.tsx";
import { MessageStatus, type MessageStatusProps } from "./message-status.tsx";

export interface MessageRowProps extends Omit<MessageStatusProps, "row"> {
  readonly laidOut: LaidOutRow;
  readonly author: Person | undefined;
  readonly today: Date;
}

function DaySeparator({ at, today }: { at: Date; today: Date }) {
  const format = useFormat();
  return (
    <div className="parley-day">
      <time className="parley-day__label" dateTime={at.toISOString()}>
        {format.day(at, today)}
      </time>
    </div>
  );
}

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

function Bubble({ row }: { row: Row }) {
  const labels = useLabels();
  const format = useFormat();
  return (
    <div className="parley-bubble" data-emoji={row.body !== null && isEmojiOnly(row.body)}>
      <div className="parley-bubble__content" dir="auto">
        <MessageBody body={row.body} />
        <span className="parley-bubble__meta">
          {row.isEdited && <bdi>{labels.edited} </bdi>}
          <time dateTime={row.at.toISOString()} title={format.fullTime(row.at)}>
            <bdi>{format.shortTime(row.at)}</bdi>
          </time>
        </span>
      </div>
    </div>
  );
}

/** The name and face above the first message of somebody else in a group. */
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

function MessageRowBase({ laidOut, author, today, ...status }: MessageRowProps) {
  const labels = useLabels();
  const format = useFormat();
  const { row, startsDay, startsGroup, isFirstUnread } = laidOut;
  const name = row.isOwn ? labels.you : (author?.name ?? labels.formerMember);
  return (
    <>
      {startsDay && <DaySeparator at={row.at} today={today} />}
      {isFirstUnread && <NewDivider />}
      <article
        className="parley-message"
        aria-label={`${name}, ${format.fullTime(row.at)}`}
        data-own={row.isOwn}
        data-group={status.isGroup}
        data-starts-group={startsGroup}
        data-delivery={row.delivery.status}
        data-full-time={format.fullTime(row.at)}
        // A click or a tap on a message shows its full time.
        tabIndex={-1}
      >
        {status.isGroup && !row.isOwn && startsGroup && (
          <Author person={author} senderId={row.senderId} />
        )}
        <Bubble row={row} />
        <MessageStatus row={row} {...status} />
      </article>
    </>
  );
}

const isSameRow = (one: LaidOutRow, other: LaidOutRow) =>
  one.row === other.row &&
  one.startsDay === other.startsDay &&
  one.startsGroup === other.startsGroup &&
  one.isFirstUnread === other.isFirstUnread;

/** One message of the log. It is drawn again only when something that it shows has changed. */
export const MessageRow = memo(
  MessageRowBase,
  (one, other) =>
    isSameRow(one.laidOut, other.laidOut) &&
    one.author === other.author &&
    one.today === other.today &&
    one.readers === other.readers &&
    one.isGroup === other.isGroup &&
    one.onRetry === other.onRetry &&
    one.onDiscard === other.onDiscard,
);
