import type {
  AboutConversation,
  BlockedList,
  Card,
  ContactList,
  Conversation,
  ConversationDetail,
  ConversationFilter,
  ConversationPage,
  Draft,
  ErrorReason,
  Explanation,
  GroupList,
  Me,
  Message,
  MessagePage,
  Person,
  Presence,
  SavedMessage,
  ScheduledMessage,
  SearchHit,
  SharedFile,
  Template,
  OpenReports,
  OwnReport,
  Report,
  ReportDetail,
} from "@parley/contract";
import { placeKey, type Snapshot } from "../snapshot.ts";
import { messageAt } from "./message-window.ts";
import type { MessageChange, MessagePlace, OptimisticUpdate } from "./optimistic-updates.ts";

/** Fetched data: loading, failed, or ready. */
export type Loadable<Value> =
  | { readonly status: "loading" }
  | {
      readonly status: "failed";
      /** Absent if there was no response. */
      readonly reason: ErrorReason | undefined;
      readonly retry: () => void;
    }
  | { readonly status: "ready"; readonly value: Value };

/** A part of the screen's data that is fetched on its own and updated by events from then on. */
export type Part =
  | { readonly part: "conversations"; readonly filter: ConversationFilter }
  | { readonly part: "conversation"; readonly conversationId: string }
  /** A gapless run of messages. `openAt`: the message to open at, if not at the read position. */
  | {
      readonly part: "window";
      readonly conversationId: string;
      readonly openAt?: number | undefined;
    }
  /** One message, for a quote of it; `null` if it is not visible to the user. */
  | { readonly part: "message"; readonly conversationId: string; readonly seq: number }
  /** The things of a conversation to which its cards refer. */
  | { readonly part: "cards"; readonly conversationId: string }
  | { readonly part: "contacts" }
  | { readonly part: "blocked" }
  | { readonly part: "groups" }
  | { readonly part: "scheduled" }
  | { readonly part: "templates" }
  | { readonly part: "drafts" };

/** The value of each part. */
export interface PartValues {
  readonly conversations: ConversationPage;
  readonly conversation: ConversationDetail;
  readonly window: MessagePage;
  readonly message: Message | null;
  readonly cards: Readonly<Record<string, Card>>;
  readonly contacts: ContactList;
  readonly blocked: BlockedList;
  readonly groups: GroupList;
  readonly scheduled: readonly ScheduledMessage[];
  readonly templates: readonly Template[];
  readonly drafts: readonly Draft[];
}

/** The key of a part; `openAt` is not part of it. */
export function partKey(part: Part): string {
  switch (part.part) {
    case "conversations":
      return `conversations ${part.filter}`;
    case "conversation":
    case "window":
    case "cards":
      return `${part.part} ${part.conversationId}`;
    case "message":
      return `message ${placeKey(part.conversationId, part.seq)}`;
    case "contacts":
    case "blocked":
    case "groups":
    case "scheduled":
    case "templates":
    case "drafts":
      return part.part;
  }
}

/** The state of a further page. */
export type PageState = "idle" | "loading" | "failed";

/** The state of the pages on each side of a message window, and of one around a message. */
export interface WindowPaging {
  readonly older: PageState;
  readonly newer: PageState;
  readonly around: PageState;
}

/** Which messages to search for: a text, or at least one of the last four. */
export interface MessageFilters {
  readonly text?: string | undefined;
  /** Only in this conversation. */
  readonly conversationId?: string | undefined;
  /** Only of this user. */
  readonly senderId?: string | undefined;
  /** Only from this time on. */
  readonly after?: string | undefined;
  /** Only before this time. */
  readonly before?: string | undefined;
  /** Only with a web address. */
  readonly hasLink?: boolean | undefined;
}

/** A request whose result is cached while it is shown, and refetched when an event outdates it. */
export type ScreenRequest =
  /** Messages that contain a text and pass filters, newest first. */
  | ({ readonly request: "search" } & MessageFilters)
  /** The messages of others that mention the user, newest first. */
  | { readonly request: "mentions" }
  /** The pinned messages of a conversation, the newest pin first. */
  | { readonly request: "pinned"; readonly conversationId: string }
  /** The messages that the user has saved, the last saved first. */
  | { readonly request: "saved" }
  /** People whom the user may write to, by a part of their name. */
  | { readonly request: "people"; readonly text: string }
  /** Why the user can or cannot write to another user: one item. Fetched each time it is shown. */
  | { readonly request: "explanation"; readonly userId: string }
  /** What is known of the other side of a conversation: one item. */
  | { readonly request: "about"; readonly conversationId: string }
  /** Messages of a conversation with web addresses, newest first. */
  | { readonly request: "links"; readonly conversationId: string }
  /** Files of a conversation, newest first. */
  | { readonly request: "files"; readonly conversationId: string }
  /** The user's own reports to staff, newest first. */
  | { readonly request: "own-reports" }
  /** For an ADMIN: reports that are open, or decided. */
  | { readonly request: "reports"; readonly state: "open" | "closed" }
  /** For an ADMIN: a report with its evidence: one item. */
  | { readonly request: "report"; readonly reportId: string }
  /** For an ADMIN: how many reports are open: one item. */
  | { readonly request: "open-reports" };

/** The item type of each request. */
export interface RequestItems {
  readonly search: SearchHit;
  readonly mentions: Message;
  readonly pinned: Message;
  readonly saved: SavedMessage;
  readonly people: Person;
  readonly explanation: Explanation;
  readonly about: AboutConversation;
  readonly links: Message;
  readonly files: SharedFile;
  readonly "own-reports": OwnReport;
  readonly reports: Report;
  readonly report: ReportDetail;
  readonly "open-reports": OpenReports;
}

/** The key of a request. */
export function requestKey(request: ScreenRequest): string {
  switch (request.request) {
    case "search":
    case "reports":
    case "report":
      return JSON.stringify(request);
    case "mentions":
    case "saved":
    case "own-reports":
    case "open-reports":
      return request.request;
    case "pinned":
      return `pinned ${request.conversationId}`;
    case "people":
      return `people ${request.text}`;
    case "explanation":
      return `explanation ${request.userId}`;
    case "about":
    case "links":
    case "files":
      return `${request.request} ${request.conversationId}`;
  }
}

/** The result of a request so far. */
export interface RequestState<Item> {
  readonly items: Loadable<readonly Item[]>;
  readonly hasMore: boolean;
  readonly more: PageState;
}

/** An optimistic update that was reverted, and why. */
export interface Problem {
  readonly kind: Exclude<OptimisticUpdate["type"], "edit"> | "mark";
  /** Absent if there was no response. */
  readonly reason: ErrorReason | undefined;
}

/** An edit that the server refused. */
export interface RefusedEdit extends MessagePlace {
  readonly body: string;
  readonly mentions: readonly string[];
  /** The version that the author saw. */
  readonly version: number;
  readonly reason: ErrorReason | undefined;
}

/** The message at the upper edge of the message list. */
export interface ReadingPosition {
  readonly seq: number;
  /** Distance of its top from the upper edge of the list in pixels; negative if it is cut off. */
  readonly offset: number;
}

/** A mention selected from the list: its "@" and name as inserted, and the position. */
export interface ChosenMention {
  readonly id: string;
  readonly at: number;
  readonly text: string;
}

/** When a draft of this browser was changed, in milliseconds of the server's clock, and whether the server has it. */
export interface DraftEdit {
  readonly at: number;
  readonly isSaved: boolean;
}

/** The state of one user's screen. Immutable; unchanged parts keep their reference. */
export interface ScreenState {
  readonly me: Loadable<Me>;
  /** Empty until the user is known. */
  readonly userId: string;
  /** The server's data, from responses and events. */
  readonly server: Snapshot;
  /** `server` with the optimistic updates applied: what is shown. */
  readonly shown: Snapshot;
  /** The optimistic updates of messages, by message id. `shown` includes them. */
  readonly changes: ReadonlyMap<string, MessageChange>;
  /** Parts whose fetch failed, by `partKey`. */
  readonly failures: ReadonlyMap<string, Extract<Loadable<never>, { status: "failed" }>>;
  /** Further pages of lists that are being fetched or have failed, by `partKey`. */
  readonly more: ReadonlyMap<string, PageState>;
  /** The same for message windows, by conversation. */
  readonly paging: ReadonlyMap<string, WindowPaging>;
  /** Results of requests, by `requestKey`. */
  readonly requests: ReadonlyMap<string, RequestState<unknown>>;
  /** By user id. Empty while there is no connection. */
  readonly presence: ReadonlyMap<string, Presence>;
  /** The ids of the other users who are typing, by conversation. */
  readonly typing: ReadonlyMap<string, readonly string[]>;
  /** Unsent text, by conversation. */
  readonly drafts: ReadonlyMap<string, string>;
  /** The last changes of drafts, also of cleared ones, by conversation. */
  readonly edits: ReadonlyMap<string, DraftEdit>;
  /** The users who were selected for a draft, by conversation. */
  readonly chosen: ReadonlyMap<string, readonly ChosenMention[]>;
  /** The message that the next one replies to, by conversation. */
  readonly replies: ReadonlyMap<string, number>;
  /** The reading position in this tab, by conversation. */
  readonly readingPositions: ReadonlyMap<string, ReadingPosition>;
  /** The last reverted optimistic update of each conversation, until it is dismissed. */
  readonly problems: ReadonlyMap<string, Problem>;
  /** By message id, until the user has sent or dropped their text. */
  readonly refusedEdits: ReadonlyMap<string, RefusedEdit>;
  /** The message from which on the user marked a conversation as unread in this page. */
  readonly unreadFrom: ReadonlyMap<string, number>;
}

const LOADING = { status: "loading" } as const;

function valueIn({ shown }: ScreenState, part: Part): PartValues[Part["part"]] | undefined {
  switch (part.part) {
    case "conversations":
      return part.filter === "all" ? shown.conversations : shown.filtered[part.filter];
    case "conversation":
      return shown.details[part.conversationId];
    case "cards":
      return shown.cards[part.conversationId];
    case "window":
      return shown.windows[part.conversationId];
    case "message":
      return quotedIn(shown, part);
    case "contacts":
    case "blocked":
    case "groups":
    case "scheduled":
    case "templates":
    case "drafts":
      return shown[part.part];
  }
}

function quotedIn(
  { windows, quoted }: Snapshot,
  { conversationId, seq }: { conversationId: string; seq: number },
): Message | null | undefined {
  const window = windows[conversationId];
  return (window && messageAt(window, seq)) ?? quoted[placeKey(conversationId, seq)];
}

/** The current state of a part. A fetched value stays if a later fetch fails. */
export function loadableOf<Each extends Part>(
  state: ScreenState,
  part: Each,
): Loadable<PartValues[Each["part"]]> {
  if (state.me.status === "failed") return state.me;
  // The value has the type of the part: `valueIn` reads each type from its own field.
  const value = valueIn(state, part) as PartValues[Each["part"]] | undefined;
  if (value !== undefined) return { status: "ready", value };
  return state.failures.get(partKey(part)) ?? LOADING;
}

const NO_RESULT: RequestState<never> = { items: LOADING, hasMore: false, more: "idle" };

/** The current state of a request. */
export function requestOf<Each extends ScreenRequest>(
  { requests }: ScreenState,
  request: Each,
): RequestState<RequestItems[Each["request"]]> {
  const known = requests.get(requestKey(request));
  // The value under a request's key is the result of that request.
  return (known as RequestState<RequestItems[Each["request"]]> | undefined) ?? NO_RESULT;
}

const IDLE: WindowPaging = { older: "idle", newer: "idle", around: "idle" };

/** The pages around a message window. */
export const pagingOf = ({ paging }: ScreenState, conversationId: string): WindowPaging =>
  paging.get(conversationId) ?? IDLE;

/** The next page of a conversation list. */
export const moreOf = ({ more }: ScreenState, filter: ConversationFilter): PageState =>
  more.get(partKey({ part: "conversations", filter })) ?? "idle";

/** A conversation with the optimistic updates: from the lists, else from its details. */
export function shownConversation(
  { shown }: Pick<ScreenState, "shown">,
  conversationId: string,
): Conversation | undefined {
  const lists = [shown.conversations, ...Object.values(shown.filtered)];
  for (const list of lists) {
    const row = list?.conversations.find(({ id }) => id === conversationId);
    if (row !== undefined) return row;
  }
  return shown.details[conversationId];
}
