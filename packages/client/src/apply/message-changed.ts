import type { Conversation } from "@parley/contract/conversations";
import type { Message, MessagePage } from "@parley/contract/messages";
import { placeKey, type Snapshot } from "../snapshot.ts";
import { mapRows } from "./map-rows.ts";
import { withEntry } from "./same.ts";

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

/** An edit, a deletion or a reaction: the message is replaced wherever it stands. */
export function applyMessageChanged(snapshot: Snapshot, message: Message): Snapshot {
  const { conversationId } = message;
  const window = snapshot.windows[conversationId];
  const next = mapRows(snapshot, { conversationId, change: (row) => withPreview(row, message) });
  const windows = withEntry(next.windows, conversationId, window && withChanged(window, message));
  const key = placeKey(conversationId, message.seq);
  const known = next.quoted[key];
  const isNewer = known !== undefined && (known === null || known.version <= message.version);
  const quoted = withEntry(next.quoted, key, isNewer ? message : undefined);
  if (windows === next.windows && quoted === next.quoted) return next;
  return { ...next, windows, quoted };
}
