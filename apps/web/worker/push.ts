import type { Pushed, PushPayload } from "@parley/contract";
import type { PushRecord } from "../src/notifications/push-record.ts";

interface Note {
  readonly title: string;
  readonly body: string;
  readonly path: string;
  /** A later one with the same tag replaces it. */
  readonly tag: string;
}

/** As the page writes it (push-record.ts): absent if the user has signed out, and the subscription has not ended yet. */
async function loadRecord(): Promise<PushRecord | undefined> {
  const response = await caches.match("/push-record", { cacheName: "parley-push" });
  return response && ((await response.json()) as PushRecord);
}

/** The same as those of a page (desktop.ts), so that one replaces the other. */
const tagOf = ({ userId }: PushRecord, about: string) => `parley:${userId}:${about}`;

/** Says the least: for what cannot be read, or may not be shown. */
const plain = (record: PushRecord, conversationId: string | null): Note => ({
  title: record.words.product,
  body: record.words.unread,
  path: conversationId === null ? "/" : `/conversations/${conversationId}`,
  tag: tagOf(record, conversationId ?? "all"),
});

/** What is unread, from the server; undefined if it does not answer, or the subscription has ended. */
async function read(
  { secret }: PushRecord,
  conversationId: string | null,
): Promise<Pushed | undefined> {
  try {
    const response = await fetch("/trpc/push.read", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ secret, conversationId }),
    });
    if (!response.ok) return undefined;
    // The result of the procedure in tRPC's form.
    const { result } = (await response.json()) as { readonly result: { readonly data: Pushed } };
    return result.data;
  } catch {
    return undefined;
  }
}

type Conversation = Pushed["conversations"][number];

const RTL_LETTERS =
  "\\u0590-\\u08FF\\uFB1D-\\uFDFF\\uFE70-\\uFEFE\\u{10800}-\\u{10FFF}\\u{1E800}-\\u{1EFFF}";
/** Names that do not change the order of a line in a language of that direction. */
const HARMLESS = {
  ltr: new RegExp(`^[^${RTL_LETTERS}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]*$`, "u"),
  rtl: new RegExp(`^(?:(?=[${RTL_LETTERS}])[\\p{L}\\p{M}]|[ \\u00A0\\u060C])*$`, "u"),
};

/**
 * Isolates a name as pages do (`@parley/react/isolate`), in the language of the screen. The worker is one file, and cannot
 * import that; its test compares both.
 */
function isolated({ lang }: PushRecord, name: string): string {
  const harmless = HARMLESS[/^ar\b/i.test(lang) ? "rtl" : "ltr"];
  return harmless.test(name) ? name : `\u2068${name.replaceAll(/[\u2066-\u2069]/gu, "")}\u2069`;
}

const linesOf = (record: PushRecord, { kind, messages }: Conversation) =>
  messages
    .map(({ sender, text }) => (kind === "group" ? `${isolated(record, sender)}: ${text}` : text))
    .join("\n");

/** One conversation, with as much as the user's settings allow. */
function noteOf(record: PushRecord, conversation: Conversation): Note {
  const least = plain(record, conversation.conversationId);
  const { title } = conversation;
  if (title === null) return least;
  return { ...least, title, body: linesOf(record, conversation) || record.words.unread };
}

/** Several conversations: a line for each. */
function summaryOf(record: PushRecord, { conversations }: Pushed): Note {
  const lines = conversations.flatMap(({ title, messages: [first] }) => {
    if (title === null) return [];
    return [first === undefined ? title : `${isolated(record, title)}: ${first.text}`];
  });
  const least = plain(record, null);
  return lines.length === 0 ? least : { ...least, body: lines.join("\n") };
}

/** What to show; undefined if everything was read meanwhile. */
async function unreadNote(
  record: PushRecord,
  conversationId: string | null,
): Promise<Note | undefined> {
  const pushed = await read(record, conversationId);
  if (pushed === undefined) return plain(record, conversationId);
  const [first, ...others] = pushed.conversations;
  if (first === undefined) return undefined;
  return others.length === 0 ? noteOf(record, first) : summaryOf(record, pushed);
}

/** Whether the user looks at the app, which shows what is new without a notification. */
async function isInSight({ clients }: ServiceWorkerGlobalScope): Promise<boolean> {
  const tabs = await clients.matchAll({ type: "window", includeUncontrolled: true });
  return tabs.some(({ focused, visibilityState }) => focused && visibilityState === "visible");
}

/** What a push message is shown as; undefined if there is nothing to show. */
async function noteOn(
  record: PushRecord,
  payload: Exclude<PushPayload, { kind: "read" }>,
): Promise<Note | undefined> {
  const { words } = record;
  switch (payload.kind) {
    case "test":
      return { ...plain(record, null), body: words.test };
    case "reminder": {
      const body = words.reminder ?? words.unread;
      return { ...plain(record, payload.conversationId), body, tag: tagOf(record, "reminder") };
    }
    case "meeting": {
      const body = words.meeting?.[payload.news] ?? words.unread;
      return { ...plain(record, payload.conversationId), body, tag: tagOf(record, "meeting") };
    }
    case "report": {
      const body = (payload.isUrgent ? words.urgentReport : words.report) ?? words.unread;
      return { ...plain(record, null), body, path: "/reports", tag: tagOf(record, "report") };
    }
    case "unread":
      return unreadNote(record, payload.conversationId);
  }
}

/** Shows what a push message is about, or closes what is shown about it. */
export async function receivePush(
  worker: ServiceWorkerGlobalScope,
  payload: PushPayload,
): Promise<void> {
  const { registration } = worker;
  const record = await loadRecord();
  if (record === undefined) return;
  if (payload.kind === "read") {
    const tag = tagOf(record, payload.conversationId);
    for (const notification of await registration.getNotifications({ tag })) notification.close();
    return;
  }
  // The beginning of a meeting is not to be missed.
  const isShownByApp =
    payload.kind === "unread" || (payload.kind === "meeting" && payload.news !== "soon");
  if (isShownByApp && (await isInSight(worker))) return;
  const note = await noteOn(record, payload);
  if (note === undefined) return;
  const { title, path, ...shown } = note;
  await registration.showNotification(title, {
    ...shown,
    lang: record.lang,
    dir: "auto",
    icon: "/icon-192.png",
    data: { userId: record.userId, path },
  });
}
