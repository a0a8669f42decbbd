import type {
  MeetingNews,
  NotificationChannel,
  NotificationLanguage,
  NotificationOptions,
  NotificationSettings,
} from "@parley/contract/notifications";
import type { NotificationPolicy } from "./notification-policy.ts";

/** A message as a notification shows it. */
export interface NotifiedMessage {
  readonly seq: number;
  readonly senderName: string;
  /** Empty unless the content is `full`. */
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
  readonly url: string;
  readonly messages: readonly NotifiedMessage[];
  readonly more: number;
}

/** What a channel delivers to one user. */
export interface NotificationContent {
  readonly notificationId: string;
  readonly to: {
    readonly userId: string;
    readonly name: string;
    readonly email: string | null;
    readonly language: NotificationLanguage;
    readonly timeZone: string | null;
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
  /** How much it shows. With `none` there is no conversation, and with `name-only` no text. */
  readonly content: "full" | "name-only" | "none";
  readonly conversations: readonly NotifiedConversation[];
  readonly moreConversations: number;
  readonly unreadTotal: number;
  readonly settingsUrl: string;
  readonly messagesUrl: string;
}

/**
 * The result of a delivery. `retry`: it may succeed later. `bounced`: the address does not exist. `handled`: the host
 * platform notifies the user itself, and no other channel is used. `declined`: it leaves that to the others.
 */
export type DeliveryOutcome =
  | { readonly outcome: "sent" | "handled" | "declined" }
  | { readonly outcome: "retry" | "bounced" | "failed" | "skipped"; readonly detail: string };

/**
 * A way to reach a user. May be called again with the same `notificationId` if a server ended between the delivery and
 * the record of it: whatever it sends has to carry an id made of that one.
 */
export type Deliver = (content: NotificationContent) => Promise<DeliveryOutcome>;

/** The channels of an installation. */
export type Channels = { readonly [Channel in NotificationChannel]?: Deliver | undefined };

/** Pages that notifications link to. */
export interface NotificationLinks {
  conversation(conversationId: string): string;
  readonly messages: string;
  readonly settings: string;
  /** Where ADMINs read reports; `messages` if absent. */
  readonly reports?: string | undefined;
}

/** How an installation notifies users who are away. */
export interface Notifications {
  readonly policy: NotificationPolicy;
  readonly channels: Channels;
  readonly links: NotificationLinks;
}

/** Which channels there are. */
export const offered = ({ email, push, host }: Channels): NotificationOptions["channels"] => ({
  email: email !== undefined,
  push: push !== undefined,
  host: host !== undefined,
});

/** Whether any channel can reach a user with these settings. */
export const isReachable = (
  { channels }: Pick<Notifications, "channels">,
  { email, push }: Pick<NotificationSettings, "email" | "push">,
): boolean =>
  channels.host !== undefined ||
  (email && channels.email !== undefined) ||
  (push && channels.push !== undefined);
