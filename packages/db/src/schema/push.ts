import { sql } from "drizzle-orm";
import { boolean, check, index, integer, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { conversations } from "./conversations.ts";
import { bytes, exactText, hostId, moment, parley } from "./columns.ts";
import { users } from "./people.ts";
import { webSessions } from "./sign-in.ts";

/** Browsers that receive push messages. */
export const pushSubscriptions = parley.table(
  "push_subscriptions",
  {
    /** The address at the push service. A browser that another user signs in to keeps its own. */
    endpoint: exactText("endpoint").primaryKey(),
    /** Another one whenever it is subscribed again, so that nothing that waits for an earlier user reaches the next. */
    id: uuid("id")
      .notNull()
      .unique()
      .default(sql`gen_random_uuid()`),
    userId: hostId("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The browser's public key and its secret, as base64url. */
    p256dh: text("p256dh").notNull(),
    auth: text("auth").notNull(),
    /** SHA-256 of the secret with which the service worker reads notifications. */
    secretHash: bytes("secret_hash").notNull(),
    /** The session of the web app's sign-in that subscribed; the subscription ends with it. */
    webSessionId: uuid("web_session_id").references(() => webSessions.id, { onDelete: "cascade" }),
    /** The session of the host that subscribed, by its key. */
    sessionKey: exactText("session_key"),
    /** When the session that subscribed was issued: it may have been revoked since. */
    issuedAt: moment("issued_at").notNull(),
    createdAt: moment("created_at").notNull(),
    /** The push service takes nothing before this time. */
    retryAt: moment("retry_at"),
  },
  (t) => [
    index("push_subscriptions_user").on(t.userId, t.createdAt),
    index("push_subscriptions_secret").on(t.secretHash),
    index("push_subscriptions_web_session").on(t.webSessionId),
    index("push_subscriptions_session_key")
      .on(t.sessionKey)
      .where(sql`${t.sessionKey} is not null`),
  ],
);

/** What users were told of by push messages, until they have read it. */
export const pushedMessages = parley.table(
  "pushed_messages",
  {
    userId: hostId("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    conversationId: uuid("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    /** The last message of it. */
    seq: integer("seq").notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.conversationId] })],
);

/** The key pair with which push services recognise this installation (VAPID): one row, created with the first use. */
export const pushKeys = parley.table(
  "push_keys",
  {
    id: boolean("id").primaryKey().default(true),
    /** As base64url: an uncompressed point of P-256, and the private key. */
    publicKey: text("public_key").notNull(),
    privateKey: text("private_key").notNull(),
  },
  (t) => [check("push_keys_one_row", sql`${t.id}`)],
);
