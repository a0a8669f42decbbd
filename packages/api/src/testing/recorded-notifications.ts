import type { NotificationChannel } from "@parley/contract/notifications";
import type {
  Channels,
  DeliveryOutcome,
  NotificationContent,
} from "../domain/notifications/channels.ts";

/** A notification that a channel was given. */
export interface SentNotification {
  readonly channel: NotificationChannel;
  readonly content: NotificationContent;
}

/** What the channels were given, in their order, and what they answer. */
export interface RecordedNotifications {
  readonly sent: SentNotification[];
  /** Answers for the deliveries that follow: `sent` is the default, `declined` that of the host platform. */
  respond(answer: (notification: SentNotification) => DeliveryOutcome | undefined): void;
}

type Answer = Parameters<RecordedNotifications["respond"]>[0];

/** Channels that deliver to a test. */
export function recordNotifications(names: readonly NotificationChannel[]): {
  readonly channels: Channels;
  readonly recorded: RecordedNotifications;
  clear(): void;
} {
  const sent: SentNotification[] = [];
  const usual = ({ channel }: SentNotification): DeliveryOutcome => ({
    outcome: channel === "host" ? "declined" : "sent",
  });
  let answer: Answer = usual;
  const channels = Object.fromEntries(
    names.map((channel) => [
      channel,
      async (content: NotificationContent) => {
        const notification = { channel, content };
        sent.push(notification);
        return answer(notification) ?? usual(notification);
      },
    ]),
  );
  return {
    channels,
    recorded: {
      sent,
      respond: (given) => {
        answer = given;
      },
    },
    clear() {
      sent.length = 0;
      answer = usual;
    },
  };
}
