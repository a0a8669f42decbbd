import type { ErrorReason, Role } from "@parley/contract";
import type { ActionLabels } from "./labels/action-labels.ts";
import { type AnnouncerLabels, englishAnnouncerLabels } from "./labels/announcer-labels.ts";
import type { ContactLabels } from "./labels/contact-labels.ts";
import { englishListLabels, type ListLabels } from "./labels/list-labels.ts";
import type { DetailsLabels } from "./labels/details-labels.ts";
import type { MeetingLabels } from "./labels/meeting-labels.ts";
import type { ReportLabels } from "./labels/report-labels.ts";
import type { SearchLabels } from "./labels/search-labels.ts";
import { englishMessageLabels, type MessageLabels } from "./labels/message-labels.ts";

/** Labels needed on the first render. */
export interface FirstLabels extends AnnouncerLabels, ListLabels, MessageLabels {
  /** The landmark of the whole page. */
  readonly messages: string;
  readonly conversations: string;
  readonly contacts: string;

  readonly send: string;
  readonly retry: string;
  readonly discard: string;
  readonly back: string;
  readonly reload: string;

  /** Describes the button with the name of the conversation, which opens what is known of the other side. */
  readonly details: string;
  readonly searchHere: string;
  readonly conversationMenu: string;

  readonly messagesWith: (name: string) => string;
  readonly messageTo: (name: string) => string;
  readonly isTyping: (names: string, count: number) => string;
  readonly severalTyping: string;

  readonly online: string;
  readonly you: string;
  readonly memberCount: (formatted: string, count: number) => string;
  readonly roles: Readonly<Record<Role, string>>;
  /** Marks a user in whose name only programs write. */
  readonly automated: string;

  readonly unreadCount: (formatted: string) => string;
  readonly moreThan: (formatted: string) => string;
  readonly newMessages: string;
  readonly jumpToLatest: string;
  readonly beginning: (name: string) => string;
  readonly deletedMessage: string;
  readonly edited: string;

  readonly sending: string;
  readonly sent: string;
  readonly read: string;
  readonly readBy: (names: string) => string;
  readonly readByMore: (names: string, more: string) => string;
  readonly notSent: string;

  /** Precedes an own message. */
  readonly saidBy: (name: string) => string;
  readonly draft: string;
  readonly typing: string;
  readonly noMessagesYet: string;

  readonly noConversations: string;
  readonly noConversationsHint: string;
  readonly chooseContact: string;
  readonly nothingChosen: string;
  readonly nothingChosenHint: string;
  /** Shown while no conversation is open. */
  readonly howToBegin: string;
  readonly writeToContact: string;
  readonly emptyConversation: string;
  readonly emptyConversationHint: (name: string) => string;

  readonly loading: string;
  readonly loadFailed: string;
  readonly olderFailed: string;
  readonly conversationGone: string;

  readonly offline: string;
  readonly reconnecting: string;
  readonly backOnline: string;
  /** The device has a network, and the server does not respond. */
  readonly unreachable: string;
  /** The host platform does not renew the sign-in at the moment. */
  readonly signInUnreachable: string;
  /** Shown if calls are answered and only the live connection fails. */
  readonly notLive: string;
  readonly signedOut: string;
  /** The server no longer supports this version of the page. */
  readonly outdated: string;
  readonly reloadPage: string;

  /** Why a conversation is read-only. The day is absent if unknown. */
  /** Why it is read-only, if this page does not know the reason. */
  readonly cannotWriteHere: string;
  readonly youBlocked: (name: string) => string;
  readonly groupArchived: (day: string | null) => string;
  readonly noLongerInGroup: (day: string | null) => string;
  readonly noLongerConnected: (name: string) => string;
  /** The other user is the platform itself. */
  readonly noReplies: (name: string) => string;
  readonly block: string;
  readonly unblock: string;
  readonly why: string;
  readonly charactersLeft: (formatted: string, count: number) => string;
  readonly tooLong: (length: string, max: string) => string;
  /** Announced when few characters are left. */
  readonly nearLimit: (left: string) => string;
  /** Announced when a message becomes too long. */
  readonly overLimit: (over: string) => string;
  /** The button and the toolbar that format text. */
  readonly formatting: string;
  /** The button that opens all emoji, and the list of those whose name is typed. */
  readonly emoji: string;
  readonly outboxFull: string;

  /** Why a call was refused, for the user who made it. */
  readonly reasons: Readonly<Record<ErrorReason, string>>;
  /** The same without a response. */
  readonly noAnswer: string;
}

/**
 * Every text that Parley shows or announces. A host overrides any part of it; names, numbers and dates are passed
 * already formatted, and between U+2068 and U+2069 if they could change the direction of the sentence.
 */
export interface Labels
  extends
    FirstLabels,
    ActionLabels,
    ContactLabels,
    DetailsLabels,
    MeetingLabels,
    ReportLabels,
    SearchLabels {}

/** The others are loaded with the components that use them: `languages/en.ts` has all of them. */
export const englishFirstLabels: FirstLabels = {
  ...englishAnnouncerLabels,
  ...englishListLabels,
  ...englishMessageLabels,
  messages: "Messages",
  conversations: "Conversations",
  contacts: "Contacts",

  send: "Send",
  retry: "Retry",
  discard: "Discard",
  back: "Back to conversations",
  reload: "Try again",

  details: "Details",
  searchHere: "Search in this conversation",
  conversationMenu: "Conversation menu",

  messagesWith: (name) => `Messages with ${name}`,
  messageTo: (name) => `Message ${name}`,
  isTyping: (names, count) => `${names} ${count === 1 ? "is" : "are"} typing`,
  severalTyping: "Several people are typing",

  online: "Online",
  you: "You",
  memberCount: (formatted, count) => `${formatted} ${count === 1 ? "member" : "members"}`,
  roles: { ADMIN: "Admin", MENTOR: "Mentor", MENTEE: "Mentee" },
  automated: "Automated",

  unreadCount: (formatted) => `${formatted} unread`,
  moreThan: (formatted) => `${formatted}+`,
  newMessages: "New",
  jumpToLatest: "Jump to latest",
  beginning: (name) => `This is the beginning of your conversation with ${name}.`,
  deletedMessage: "Message deleted",
  edited: "edited",

  sending: "Sending",
  sent: "Sent",
  read: "Seen",
  readBy: (names) => `Seen by ${names}`,
  readByMore: (names, more) => `Seen by ${names} and ${more} more`,
  notSent: "Not sent",

  saidBy: (name) => `${name}:`,
  draft: "Draft:",
  typing: "typing…",
  noMessagesYet: "No messages yet",

  noConversations: "No conversations yet",
  noConversationsHint: "Write to somebody in your programme to start one.",
  chooseContact: "Choose a contact",
  nothingChosen: "Your messages",
  nothingChosenHint: "Choose a conversation, or write to one of your contacts.",
  howToBegin: "Not sure how to begin? A greeting and one question are enough.",
  writeToContact: "Write to a contact",
  emptyConversation: "Nothing here yet",
  emptyConversationHint: (name) => `Say hello to ${name}.`,

  loading: "Loading",
  loadFailed: "This could not be loaded.",
  olderFailed: "Earlier messages could not be loaded.",
  conversationGone: "This conversation is not here, or is no longer yours to see.",

  offline: "You are offline. Messages are sent when you are back.",
  reconnecting: "Connecting again…",
  backOnline: "You are back online.",
  unreachable: "Parley cannot be reached. Messages are sent when it answers.",
  notLive: "No live connection. Messages are sent, but new ones do not appear automatically.",
  signInUnreachable: "Your sign-in cannot be renewed at the moment. Messages are sent when it can.",
  signedOut: "Your session has ended. Sign in again to go on.",
  outdated: "This page is out of date. Reload it to continue. What you wrote is kept.",
  reloadPage: "Reload",

  cannotWriteHere: "You cannot write in this conversation now.",
  youBlocked: (name) => `You blocked ${name}.`,
  groupArchived: (day) =>
    day === null ? "The group was archived." : `The group was archived on ${day}.`,
  noLongerInGroup: (day) =>
    day === null ? "You are no longer in this group." : `You were in this group until ${day}.`,
  noLongerConnected: (name) => `You and ${name} are no longer in contact.`,
  noReplies: (name) => `Messages from ${name} cannot be answered.`,
  block: "Block",
  unblock: "Unblock",
  why: "Why?",
  charactersLeft: (formatted, count) =>
    `${formatted} ${count === 1 ? "character" : "characters"} left`,
  tooLong: (length, max) => `Too long: ${length} of at most ${max} characters.`,
  nearLimit: (left) => `You can write ${left} more.`,
  overLimit: (over) => `The message is too long by ${over}.`,
  formatting: "Formatting",
  emoji: "Emoji",
  outboxFull: "Too many messages are waiting to be sent. Try again when some have gone.",

  reasons: {
    invalid_input: "The message cannot be sent as it is.",
    not_signed_in: "You are not signed in.",
    session_expired: "Your session has ended. Sign in again.",
    not_found: "This is not here, or is not yours to see.",
    forbidden: "You may not do this.",
    contact_unavailable: "This person cannot be written to now.",
    conversation_readonly: "This conversation can no longer be written in.",
    idempotency_conflict: "This message was already sent with another text.",
    version_conflict: "This was changed in the meantime. Look at it again.",
    edit_window_closed: "The time for editing this message is over.",
    already_exists: "This is already taken by somebody else.",
    unknown_procedure: "The server does not know this. Reload the page.",
    client_outdated: "This page is out of date. Reload it.",
    too_large: "This is too large to send.",
    too_many_requests: "That was too fast. Wait a moment and try again.",
    unavailable: "The server is busy. Try again in a moment.",
    internal: "Something went wrong on our side.",
  },
  noAnswer: "Parley did not answer.",
};
