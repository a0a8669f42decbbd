import { findRow, isMuted, shownConversation } from "@parley/client";
import type { Screen } from "@parley/client";
import type {
  Conversation,
  ConversationDetail,
  Message,
  NotificationContentLevel,
} from "@parley/contract";
import { sentText } from "@parley/contract/file-words";
import { plainTextOf } from "@parley/contract/formatting";
import { conversationPath } from "../routing/route.ts";
import type { Desktop, Note } from "./desktop.ts";
import type { Sight, Tabs } from "./tabs.ts";

/** What decides about notifications at a time. */
export interface Rules {
  readonly isQuiet: boolean;
  readonly content: NotificationContentLevel;
}

/** The texts of a notification. */
export interface NoteWords {
  /** Of the words. */
  readonly lang: string;
  /** In place of names, where nothing about messages is shown. */
  readonly product: string;
  readonly newMessages: (count: number) => string;
  readonly inGroup: (sender: string, group: string) => string;
}

/** What the user has chosen in this browser. */
export interface Choices {
  readonly shows: boolean;
  readonly sounds: { readonly direct: boolean; readonly group: boolean };
}

interface NotifierOptions {
  readonly screen: Pick<Screen, "get" | "subscribe" | "onIncoming">;
  readonly tabs: Pick<Tabs, "sights" | "isLeader">;
  readonly desktop: Desktop;
  readonly words: NoteWords;
  /** Messages that come within this time are one notification for each conversation, in milliseconds. */
  readonly collectFor: number;
  choices(): Choices;
  /** Undefined if they cannot be known: then nothing is shown, as it might be in quiet hours. */
  rules(): Promise<Rules | undefined>;
  /** A conversation, or the members of one, that the screen does not have. */
  fetchConversation(conversationId: string): Promise<ConversationDetail>;
  playTone(): void;
  now(): number;
}

/** Code points of a text that are shown. */
const TEXT_LENGTH = 200;

interface News {
  readonly message: Message;
  readonly count: number;
  /** What the tabs showed when it came. */
  readonly before: Promise<readonly Sight[]>;
}

const shorten = (text: string) => {
  const points = [...text.slice(0, TEXT_LENGTH * 2 + 2)];
  return points.length > TEXT_LENGTH ? `${points.slice(0, TEXT_LENGTH).join("")}…` : text;
};

/** The name of a message's sender, if the screen knows it: the members of a group that was never opened are not fetched. */
export function senderName(
  { shown }: ReturnType<Screen["get"]>,
  { senderId, conversationId }: Message,
): string | undefined {
  const row = findRow(shown, conversationId);
  if (row?.with.kind === "direct") return row.with.person.name;
  const members = shown.details[conversationId]?.members.map(({ person }) => person) ?? [];
  const contacts = shown.contacts?.contacts.map(({ person }) => person) ?? [];
  return [...members, ...contacts].find(({ id }) => id === senderId)?.name;
}

/** The title and the text of a notification: as much as the user and the installation allow. */
function textsOf(
  { conversation, message, count }: Omit<News, "before"> & { readonly conversation: Conversation },
  sender: string | undefined,
  { content, words }: { readonly content: NotificationContentLevel; readonly words: NoteWords },
): Pick<Note, "title" | "body"> {
  if (content === "none") return { title: words.product, body: words.newMessages(count) };
  const { with: other } = conversation;
  const inGroup = (group: string) => (sender === undefined ? group : words.inGroup(sender, group));
  const title = other.kind === "direct" ? other.person.name : inGroup(other.name);
  const { body, files } = message;
  if (content !== "full" || body === null) return { title, body: words.newMessages(count) };
  return { title, body: shorten(sentText({ body, files }, words.lang, plainTextOf)) };
}

/**
 * Notifies of new messages, in the one tab that does so, until the result is called. Everything is decided when the notification is about
 * to be shown, so that what was read, muted or deleted meanwhile is not; and one whose conversation was read elsewhere is closed.
 */
export function startNotifier(options: NotifierOptions): () => void {
  const { screen, tabs, desktop, words } = options;
  const collected = new Map<string, News>();
  /** The members of groups that were fetched for their names. */
  const members = new Map<string, string>();
  /** The newest message that a notification shows, by conversation. */
  const shown = new Map<string, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const conversationOf = (conversationId: string) =>
    shownConversation(screen.get(), conversationId);

  const fetchMembers = async (conversationId: string) => {
    const detail = await options.fetchConversation(conversationId);
    for (const { person } of detail.members) members.set(person.id, person.name);
    return detail;
  };
  const senderOf = async (message: Message): Promise<string | undefined> => {
    const name = () => senderName(screen.get(), message) ?? members.get(message.senderId);
    // Without its members, the group is named alone.
    if (name() === undefined) await fetchMembers(message.conversationId).catch(() => undefined);
    return name();
  };

  /** Whether a message is news to its user. */
  const isNews = ({ seq }: Message, { unread, readSeq, lastMessage, ...rest }: Conversation) =>
    unread > 0 &&
    readSeq < seq &&
    !isMuted(rest, options.now()) &&
    !(lastMessage?.seq === seq && lastMessage.deletedAt !== null);

  /** Shows one notification. Returns whether a sound belongs to it. */
  const notify = async ({ message, count, before }: News): Promise<boolean> => {
    const { conversationId, seq } = message;
    const known = conversationOf(conversationId) ?? (await fetchMembers(conversationId));
    if (!isNews(message, known)) return false;
    const rules = await options.rules();
    if (rules === undefined || rules.isQuiet) return false;
    const { shows, sounds } = options.choices();
    const sender = shows && rules.content !== "none" ? await senderOf(message) : undefined;
    // A user who was there when it came has not missed it by leaving before all of this was known.
    const [then, now] = await Promise.all([before, tabs.sights()]);
    // Nothing is waited for from here on: it may have been muted, read or deleted meanwhile.
    const conversation = conversationOf(conversationId) ?? known;
    const isSeen = now.some((sight) => sight.conversationId === conversationId);
    if (isSeen || !isNews(message, conversation)) return false;
    if (shows && ![...then, ...now].some(({ isFocused }) => isFocused)) {
      const { lastMessage } = conversation;
      const latest = lastMessage?.seq === seq ? lastMessage : message;
      const news = { conversation, message: latest, count };
      const texts = textsOf(news, sender, { content: rules.content, words });
      shown.set(conversationId, seq);
      const path = conversationPath(conversationId);
      await desktop.show({ ...texts, lang: words.lang, conversationId, path });
    }
    return sounds[conversation.with.kind];
  };

  const notifyAll = async () => {
    timer = undefined;
    const all = [...collected.values()];
    collected.clear();
    // One that fails, as when the connection does, is left out: the list shows its conversation as unread.
    const sounding = await Promise.all(all.map((news) => notify(news).catch(() => false)));
    if (sounding.includes(true)) options.playTone();
  };

  const stopIncoming = screen.onIncoming((message) => {
    const { shows, sounds } = options.choices();
    if (!tabs.isLeader() || !(shows || sounds.direct || sounds.group)) return;
    const { count = 0 } = collected.get(message.conversationId) ?? {};
    const news = { message, count: count + 1, before: tabs.sights().catch(() => []) };
    collected.set(message.conversationId, news);
    timer ??= setTimeout(() => void notifyAll(), options.collectFor);
  });

  const stopWatching = screen.subscribe(() => {
    for (const [conversationId, seq] of shown) {
      const conversation = conversationOf(conversationId);
      if (conversation === undefined) continue;
      const { unread, readSeq, lastMessage } = conversation;
      const isDeleted = lastMessage?.seq === seq && lastMessage.deletedAt !== null;
      if (unread > 0 && readSeq < seq && !isDeleted) continue;
      shown.delete(conversationId);
      void desktop.close(conversationId).catch(() => undefined);
    }
  });

  return () => {
    clearTimeout(timer);
    stopIncoming();
    stopWatching();
  };
}
