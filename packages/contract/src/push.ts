import * as z from "zod";
import { conversationIdSchema, userIdSchema } from "./ids.ts";
import { limits } from "./limits.ts";
import { meetingNewsSchema, notificationLanguageSchema } from "./notifications.ts";
import { problemOfRemoteUrl } from "./public-address.ts";

/** Bytes as base64url without padding, as browsers write the keys of a subscription. */
const bytesSchema = (length: number) =>
  z
    .string()
    .length(Math.ceil((length * 4) / 3), { error: `is not ${length} bytes in base64url` })
    .regex(/^[\w-]+$/, { error: `is not ${length} bytes in base64url` });

/** Where the browser's push service takes messages for it. The server posts there, so it is an address of the public Internet. */
const endpointSchema = z
  .string()
  .max(limits.urlMax)
  .regex(/^[\x21-\x7E]+$/, { error: "is not an address in ASCII" })
  .superRefine((text, ctx) => {
    const message = problemOfRemoteUrl(text);
    if (message !== undefined) ctx.addIssue({ code: "custom", message });
  });

/** The public key (VAPID, RFC 8292) with which a browser subscribes, as base64url. */
export const pushKeySchema = z.object({ publicKey: z.string() });
export type PushKey = z.infer<typeof pushKeySchema>;

/** A browser's subscription to push messages (RFC 8030), as `PushSubscription.toJSON()` returns it. */
export const subscribePushInput = z.strictObject({
  endpoint: endpointSchema,
  /** The browser's keys (RFC 8291): an uncompressed point of P-256, and a secret. */
  keys: z.strictObject({ p256dh: bytesSchema(65), auth: bytesSchema(16) }),
});
export type SubscribePushInput = z.infer<typeof subscribePushInput>;

/** With this secret the browser's service worker reads what it shows, without a session. */
export const pushSubscriptionSchema = z.object({ secret: z.string() });
export type PushSubscription = z.infer<typeof pushSubscriptionSchema>;

/** Names a subscription. */
export const unsubscribePushInput = z.strictObject({ endpoint: endpointSchema });
export type UnsubscribePushInput = z.infer<typeof unsubscribePushInput>;

/** What a browser is told: never a text. Its service worker reads what it shows (`push.read`). */
export const pushPayloadSchema = z.discriminatedUnion("kind", [
  /** There is something new: in one conversation, or in several if it is null. */
  z.object({ kind: z.literal("unread"), conversationId: conversationIdSchema.nullable() }),
  /** Read on another device: what is shown about it is closed. */
  z.object({ kind: z.literal("read"), conversationId: conversationIdSchema }),
  /** An action item of the user is due. */
  z.object({ kind: z.literal("reminder"), conversationId: conversationIdSchema.nullable() }),
  /** A meeting begins in an hour, or the other user has changed it. */
  z.object({
    kind: z.literal("meeting"),
    news: meetingNewsSchema,
    conversationId: conversationIdSchema.nullable(),
  }),
  /** There is a report that the user sees as an ADMIN. */
  z.object({ kind: z.literal("report"), isUrgent: z.boolean() }),
  z.object({ kind: z.literal("test") }),
]);
export type PushPayload = z.infer<typeof pushPayloadSchema>;

/** What a push message was about. `secret` is that of the subscription. */
export const readPushInput = z.strictObject({
  secret: bytesSchema(32),
  /** Null: everything unread. */
  conversationId: conversationIdSchema.nullable(),
});
export type ReadPushInput = z.infer<typeof readPushInput>;

/** What a browser shows of a push message, as far as the user's settings allow. */
export const pushedSchema = z.object({
  userId: userIdSchema,
  language: notificationLanguageSchema,
  /** Unread messages in all of them. */
  unreadTotal: z.int().min(0),
  /** Those with unread messages, at most five. */
  conversations: z.array(
    z.object({
      conversationId: conversationIdSchema,
      kind: z.enum(["direct", "group"]),
      /** The name of the other user or of the group; null if notifications show no names. */
      title: z.string().nullable(),
      unread: z.int().min(1),
      /** The newest unread messages, at most three, in their order; none if notifications show no texts. */
      messages: z.array(z.object({ sender: z.string(), text: z.string() })),
    }),
  ),
  moreConversations: z.int().min(0),
});
export type Pushed = z.infer<typeof pushedSchema>;
