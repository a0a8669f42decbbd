import type { Conversation, ConversationDetail, Message } from "@parley/contract";
import { limits } from "@parley/contract/limits";

/**
 * All messages after the caller's read position are by others, because sending reads everything before it.
 * So this is an upper bound of any count.
 */
const mostUnread = (lastSeq: number, readSeq: number) =>
  Math.min(Math.max(lastSeq - readSeq, 0), limits.unreadMax);

interface Arrival {
  readonly message: Message;
  readonly userId: string;
  /** False if the reader blocks the sender: such a message is not unread. */
  readonly isCounted: boolean;
}

/** A row after a message; the same row if it includes that message already. */
export function withMessage<Row extends Conversation>(
  row: Row,
  { message, userId, isCounted }: Arrival,
): Row {
  const { seq } = message;
  if (seq <= row.lastSeq) return row;
  const isOwn = message.senderId === userId;
  const readSeq = isOwn ? Math.max(row.readSeq, seq) : row.readSeq;
  const isUnread = isCounted && message.deletedAt === null;
  return {
    ...row,
    lastSeq: seq,
    lastMessage: message,
    activeAt: message.createdAt,
    readSeq,
    markedUnread: row.markedUnread && !isOwn,
    unread: Math.min(row.unread + (isUnread ? 1 : 0), mostUnread(seq, readSeq)),
    mentionSeqs: withMentions(row.mentionSeqs, {
      seq,
      readSeq,
      isMentioned: isUnread && !isOwn && message.mentions.includes(userId),
    }),
  };
}

interface MentionAt {
  readonly seq: number;
  readonly readSeq: number;
  readonly isMentioned: boolean;
}

/** The unread mentions with or without the message at `seq`, and without those that were read. */
export function withMentions(
  known: readonly number[],
  { seq, readSeq, isMentioned }: MentionAt,
): number[] {
  const others = known.filter((other) => other > readSeq && other !== seq);
  const next = isMentioned && seq > readSeq ? [...others, seq] : others;
  return next.toSorted((one, other) => one - other).slice(-limits.unreadMax);
}

/** A count of unread messages, and the last message that it includes. */
interface Unread {
  readonly count: number;
  readonly upToSeq: number;
}

/**
 * A row after its owner read up to `readSeq`. The count is adjusted to the last message that the row includes:
 * messages after `upToSeq` are added, and messages whose own events have not arrived are subtracted.
 */
export function withOwnRead<Row extends Conversation>(
  row: Row,
  { readSeq, unread }: { readSeq: number; unread: Unread | null },
): Row {
  if (readSeq < row.readSeq) return row;
  const most = mostUnread(row.lastSeq, readSeq);
  const count = unread === null ? row.unread : unread.count + row.lastSeq - unread.upToSeq;
  const next = { readSeq, unread: Math.min(Math.max(count, 0), most) };
  if (next.readSeq === row.readSeq && next.unread === row.unread) return row;
  return { ...row, ...next, mentionSeqs: row.mentionSeqs.filter((seq) => seq > readSeq) };
}

/** A conversation after one member read up to `readSeq`. The position of a member who does not share it stays hidden. */
export function withMemberRead(
  detail: ConversationDetail,
  { userId, readSeq }: { userId: string; readSeq: number },
): ConversationDetail {
  const at = detail.members.findIndex(({ person }) => person.id === userId);
  const member = detail.members[at];
  if (member === undefined || member.readSeq === null || member.readSeq >= readSeq) return detail;
  return { ...detail, members: detail.members.with(at, { ...member, readSeq }) };
}
