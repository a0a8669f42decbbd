import type { MessagePage } from "@parley/contract";
import type { Snapshot } from "../snapshot.ts";
import { type PersistedScreen, VERSION } from "./persistence.ts";

/** Limits of the stored messages per conversation, and of the conversations with messages. */
const MESSAGES = 50;
const CONVERSATIONS = 30;
/** Maximum length of the JSON. */
const LENGTH_MAX = 2_000_000;

/** The end of the loaded messages. A range from the middle of a history has a gap after it. */
function endOf(window: MessagePage): MessagePage | undefined {
  if (window.hasNewer) return undefined;
  if (window.messages.length <= MESSAGES) return window;
  return { ...window, messages: window.messages.slice(-MESSAGES), hasOlder: true };
}

/** The conversations of the lists, the most recent first. */
const listedIds = ({ conversations, filtered }: Snapshot): readonly string[] => [
  ...new Set(
    [conversations, ...Object.values(filtered)].flatMap(
      (page) => page?.conversations.map(({ id }) => id) ?? [],
    ),
  ),
];

/**
 * The stored part of a user's screen: the lists, and the latest messages of the most recently opened conversations,
 * as many as fit. Null if nothing is loaded yet, or if the lists alone are too long.
 */
export function persistScreen(server: Snapshot, cursor: string): PersistedScreen | null {
  const { me } = server;
  if (me === undefined) return null;
  // Drafts are kept in the browser's storage; those of the server are fetched.
  const lists = {
    ...server,
    me,
    details: {},
    windows: {},
    quoted: {},
    cards: {},
    drafts: undefined,
  };
  const details: Record<string, Snapshot["details"][string]> = {};
  const windows: Record<string, MessagePage> = {};
  let length = JSON.stringify(lists).length;
  if (length > LENGTH_MAX) return null;
  for (const id of listedIds(server).slice(0, CONVERSATIONS)) {
    const detail = server.details[id];
    const held = server.windows[id];
    const window = held && endOf(held);
    length += JSON.stringify([detail, window]).length;
    if (length > LENGTH_MAX) break;
    if (detail !== undefined) details[id] = detail;
    if (window !== undefined) windows[id] = window;
  }
  const { quoted: _quoted, ...snapshot } = { ...lists, details, windows };
  return { version: VERSION, cursor, snapshot };
}
