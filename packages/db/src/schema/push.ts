import { sql } from "drizzle-orm";
import { boolean, check, index, text, uuid } from "drizzle-orm/pg-core";
import { bytes, exactText, hostId, moment, parley } from "./columns.ts";
import { users } from "./people.ts";
import { webSessions } from "./sign-in.ts";

/** Browsers that receive push messages. */
export const pushSubscriptions = parley.table(
  "push_subscriptions",
  {
    /** The address at the push service. A browser that another user signs in to keeps its own. */
    endpoint: exactText("endpoint").primaryKey(),
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
