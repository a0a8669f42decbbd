/** The languages in which mails are written. */
export const mailLanguages = ["en", "es", "fr", "ar", "de", "pt"] as const;
/** The language of one mail. */
export type MailLanguage = (typeof mailLanguages)[number];

/** What is told of a meeting: that it begins in an hour, or what the other user has made of it. */
export type MeetingNews = "soon" | "proposed" | "agreed" | "declined" | "canceled";

/** A message as a notification quotes it. */
export interface NotifiedMessage {
  readonly seq: number;
  readonly senderName: string;
  readonly text: string;
  readonly sentAt: Date;
  readonly mentionsYou: boolean;
}

/** What is unread in one conversation: the oldest messages, and how many follow them. */
export interface NotifiedConversation {
  readonly conversationId: string;
  /** The name of the other user, or of the group. */
  readonly title: string;
  readonly kind: "direct" | "group";
  /** The page of the conversation. */
  readonly url: string;
  readonly messages: readonly NotifiedMessage[];
  readonly more: number;
}

/** Everything that one notification tells one user, whichever channel delivers it. */
export interface NotificationContent {
  readonly notificationId: string;
  readonly to: {
    readonly userId: string;
    readonly name: string;
    readonly email: string | null;
    readonly language: MailLanguage;
    /** An IANA zone for the times of messages. Without one they are not shown. */
    readonly timeZone?: string | null;
  };
  /**
   * A `reminder` is of an action item that is due, and a `meeting` of one that begins or was changed: its conversation, with
   * the text as its only message. A `report` tells an ADMIN that there is one, and nothing of it.
   */
  readonly kind: "messages" | "digest" | "reminder" | "meeting" | "report" | "test";
  /** Of a `meeting`: that it begins in an hour, or what the other user has made of it. */
  readonly news?: MeetingNews | undefined;
  /** A report of a threat or danger. */
  readonly isUrgent?: boolean;
  /** How much is told: texts, only names, or only that there is something. */
  readonly content: "full" | "name-only" | "none";
  readonly conversations: readonly NotifiedConversation[];
  readonly moreConversations: number;
  readonly unreadTotal: number;
  readonly settingsUrl: string;
  /** The page of all conversations; the first conversation's if absent. */
  readonly messagesUrl?: string;
}

/** The conversation that a notification is about, if it is one only. A digest is about none. */
export const onlyConversation = ({
  kind,
  conversations: [first, ...others],
  moreConversations,
}: NotificationContent): NotifiedConversation | undefined =>
  kind === "messages" && others.length === 0 && moreConversations === 0 ? first : undefined;
