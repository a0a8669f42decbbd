import type { Conversation } from "@parley/contract/conversations";
import type { Message, MessagePage } from "@parley/contract/messages";
import { placeKey, type Snapshot } from "../snapshot.ts";
import { mapRows } from "./map-rows.ts";
import { withMentions } from "./read-position.ts";
import { keepSame, withEntry } from "./same.ts";

/** A window in which a message is as it is now. An event that was passed by a newer version changes nothing. */
function withChanged(window: MessagePage, message: Message): MessagePage {
  const at = window.messages.findIndex(({ seq }) => seq === message.seq);
  const known = window.messages[at];
  if (known === undefined || known.version > message.version) return window;
  return { ...window, messages: window.messages.with(at, message) };
}

const withPreview = <Row extends Conversation>(row: Row, message: Message): Row =>
  row.lastMessage?.seq === message.seq && row.lastMessage.version <= message.version
    ? { ...row, lastMessage: message }
    : row;

/** Whether a reader counts what somebody sends as unread: not from somebody whom they block. */
export const isCounted = ({ blocked }: Snapshot, { senderId }: Message): boolean =>
  blocked?.blocked.every(({ person }) => person.id !== senderId) ?? true;

/** The unread mentions after an edit or a deletion. A message that is still to come counts when it does. */
function withChangedMentions<Row extends Conversation>(
  row: Row,
  { snapshot, message }: { snapshot: Snapshot; message: Message },
): Row {
  const { seq, senderId, deletedAt, mentions } = message;
  if (seq > row.lastSeq || senderId === snapshot.userId) return row;
  const isMentioned =
    deletedAt === null && mentions.includes(snapshot.userId) && isCounted(snapshot, message);
  const mentionSeqs = withMentions(row.mentionSeqs, { seq, readSeq: row.readSeq, isMentioned });
  return { ...row, mentionSeqs: keepSame(row.mentionSeqs, mentionSeqs) };
}

function withChange<Row extends Conversation>(
  row: Row,
  change: { snapshot: Snapshot; message: Message },
): Row {
  const { snapshot, message } = change;
  const window = snapshot.windows[message.conversationId];
  const known = window?.messages.find(({ seq }) => seq === message.seq);
  if (known !== undefined && known.version > message.version) return row;
  return keepSame(row, withChangedMentions(withPreview(row, message), change));
}

/** An edit, a deletion or a reaction: the message is replaced wherever it stands. */
export function applyMessageChanged(snapshot: Snapshot, message: Message): Snapshot {
  const { conversationId } = message;
  const window = snapshot.windows[conversationId];
  const next = mapRows(snapshot, {
    conversationId,
    change: (row) => withChange(row, { snapshot, message }),
  });
  const windows = withEntry(next.windows, conversationId, window && withChanged(window, message));
  const key = placeKey(conversationId, message.seq);
  const known = next.quoted[key];
  const isNewer = known !== undefined && (known === null || known.version <= message.version);
  const quoted = withEntry(next.quoted, key, isNewer ? message : undefined);
  if (windows === next.windows && quoted === next.quoted) return next;
  return { ...next, windows, quoted };
}
