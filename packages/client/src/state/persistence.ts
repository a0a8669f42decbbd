import type { MessagePage } from "@parley/contract/messages";
import type { Me } from "@parley/contract/people";
import { emptySnapshot, type Snapshot } from "../snapshot.ts";

/** Messages that are kept of one conversation, and conversations whose messages are kept. */
const MESSAGES = 50;
const CONVERSATIONS = 30;
/** Length of the whole as JSON. */
const LENGTH_MAX = 2_000_000;

/** Counts the forms of `PersistedScreen`: another one is not restored. */
const VERSION = 1;

/** What one user's screen last showed, as plain data. */
export interface PersistedScreen {
  readonly version: typeof VERSION;
  /** The position in the user's stream up to which all of it is true. */
  readonly cursor: string;
  readonly snapshot: Omit<Snapshot, "quoted"> & { readonly me: Me };
}

/** Where a screen is kept beyond the page. It may fail at any time: the screen goes on without it. */
export interface ScreenStorage {
  /** What was saved last; `undefined` if there is nothing. */
  load(): Promise<unknown>;
  save(screen: PersistedScreen): Promise<void>;
}

/** The end of what is loaded. A piece from the middle of a history has a gap after it. */
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
 * What is worth keeping of a user's screen: the lists, and the latest messages of the latest conversations that
 * were opened, as many as fit. Null if nothing is there yet, or if the lists alone are too long.
 */
export function persistScreen(server: Snapshot, cursor: string): PersistedScreen | null {
  const { me } = server;
  if (me === undefined) return null;
  const lists = { ...server, me, details: {}, windows: {}, quoted: {} };
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

/** A persisted screen as a snapshot; `undefined` if it has another form. */
export function restoreScreen(
  found: unknown,
): { readonly cursor: string; readonly snapshot: Snapshot & { readonly me: Me } } | undefined {
  if (typeof found !== "object" || found === null) return undefined;
  if (!("version" in found) || found.version !== VERSION) return undefined;
  // This version has this form: it is counted up with every change of it.
  const { cursor, snapshot } = found as PersistedScreen;
  return { cursor, snapshot: { ...emptySnapshot(snapshot.me.id), ...snapshot } };
}
