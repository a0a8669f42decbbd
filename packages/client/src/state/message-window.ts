import type { ParleyClient } from "../create-client.ts";
import type { Message, MessagePage } from "@parley/contract";
import { limits } from "@parley/contract/limits";

/** Messages that are fetched again after a resync, and kept of a conversation that is no longer open. */
const KEPT = 300;

interface Source {
  readonly client: ParleyClient;
  readonly conversationId: string;
}

type At = Parameters<ParleyClient["trpc"]["messages"]["list"]["query"]>[0]["at"];

const fetchPage = ({ client, conversationId }: Source, at: At, limit: number) =>
  client.trpc.messages.list.query({ conversationId, at, limit });

/** The messages with which a conversation opens: around the requested `seq`, else with the first unread one. */
export const fetchOpening = (source: Source, wanted?: number) =>
  wanted === undefined
    ? fetchPage(source, { from: "unread" }, limits.pageDefault)
    : fetchAround(source, wanted);

export const fetchEnd = (source: Source) => fetchPage(source, { from: "end" }, limits.pageDefault);

/** The messages around a `seq`. */
export const fetchAround = (source: Source, seq: number) =>
  fetchPage(source, { from: "around", seq }, limits.pageDefault);

/** The message with a `seq`, or `null` if it is not visible to the user. */
export async function fetchMessage(source: Source, seq: number): Promise<Message | null> {
  const { messages } = await fetchPage(source, { from: "around", seq }, 1);
  return messages.find((message) => message.seq === seq) ?? null;
}

/** The message with a `seq` in a window, which has no gaps. */
export function messageAt({ messages }: MessagePage, seq: number): Message | undefined {
  return messages[seq - (messages[0]?.seq ?? 0)];
}

/** A window joined with the page before it; the window alone if they are not adjacent. */
export function withOlder(window: MessagePage, older: MessagePage): MessagePage {
  const first = window.messages[0];
  const last = older.messages.at(-1);
  if (first === undefined) return older;
  if (last === undefined) return { ...window, hasOlder: older.hasOlder };
  if (last.seq + 1 !== first.seq) return window;
  return { ...window, messages: [...older.messages, ...window.messages], hasOlder: older.hasOlder };
}

/** A window joined with the page after it; the window alone if they are not adjacent. */
export function withNewer(window: MessagePage, newer: MessagePage): MessagePage {
  const last = window.messages.at(-1);
  const first = newer.messages[0];
  if (last === undefined) return newer;
  if (first === undefined) return { ...window, hasNewer: newer.hasNewer };
  if (last.seq + 1 !== first.seq) return window;
  return { ...window, messages: [...window.messages, ...newer.messages], hasNewer: newer.hasNewer };
}

export const fetchOlder = (source: Source, seq: number) =>
  fetchPage(source, { from: "before", seq }, limits.pageMax);

export const fetchNewer = (source: Source, seq: number) =>
  fetchPage(source, { from: "after", seq }, limits.pageMax);

/** Fetches the range of a window again, up to `KEPT` messages of it. */
export async function refetchWindow(source: Source, held: MessagePage): Promise<MessagePage> {
  const first = held.messages[0]?.seq ?? 1;
  let window = held.hasNewer
    ? await fetchPage(source, { from: "after", seq: first - 1 }, limits.pageMax)
    : await fetchPage(source, { from: "end" }, limits.pageMax);
  while (window.messages.length < KEPT) {
    const oldest = window.messages[0]?.seq;
    if (held.hasNewer || oldest === undefined || oldest <= first || !window.hasOlder) break;
    // Each page starts where the previous one ended: they cannot be fetched in parallel.
    // oxlint-disable-next-line no-await-in-loop
    window = withOlder(window, await fetchOlder(source, oldest));
  }
  return window;
}

/** The part of a window that is kept when it is no longer on the screen; `undefined` if it lacks the newest messages. */
export function keptWindow(window: MessagePage): MessagePage | undefined {
  if (window.hasNewer) return undefined;
  if (window.messages.length <= KEPT) return window;
  return { ...window, messages: window.messages.slice(-KEPT), hasOlder: true };
}
