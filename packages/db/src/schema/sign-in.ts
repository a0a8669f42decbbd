import { sql } from "drizzle-orm";
import { index, boolean, check, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytes, exactText, hostId, moment, parley } from "./columns.ts";
import { users } from "./people.ts";

/** Browsers that are signed in by the web app's own sign-in. A session that has ended has no row. */
export const webSessions = parley.table(
  "web_sessions",
  {
    id: uuid("id").primaryKey(),
    /** SHA-256 of the cookie's value, which only the browser has. */
    secretHash: bytes("secret_hash").notNull(),
    userId: hostId("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Id of the way by which the user signed in. */
    way: text("way").notNull(),
    /** The OpenID provider's ID token, by which it recognises its own session at a sign-out. */
    idToken: text("id_token"),
    browser: text("browser"),
    system: text("system"),
    createdAt: moment("created_at").notNull(),
    lastSeenAt: moment("last_seen_at").notNull(),
    expiresAt: moment("expires_at").notNull(),
  },
  (t) => [
    unique("web_sessions_secret").on(t.secretHash),
    index("web_sessions_user").on(t.userId, t.lastSeenAt),
    index("web_sessions_expiry").on(t.expiresAt),
  ],
);

/** Codes of the host platform that were exchanged for a session, until they expire: each can be used once. */
export const usedSignInCodes = parley.table(
  "used_sign_in_codes",
  { id: exactText("id").primaryKey(), expiresAt: moment("expires_at").notNull() },
  (t) => [index("used_sign_in_codes_expiry").on(t.expiresAt)],
);

/** Which account of an OpenID provider signs in as which user: one of each provider. */
export const signInIdentities = parley.table(
  "sign_in_identities",
  {
    issuer: exactText("issuer").notNull(),
    subject: exactText("subject").notNull(),
    userId: hostId("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: moment("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.issuer, t.subject] }),
    unique("sign_in_identities_user").on(t.userId, t.issuer),
  ],
);

/** The secret from which the keys of the sign-in are derived: one row, created at the first start. */
export const signInSecret = parley.table(
  "sign_in_secret",
  { id: boolean("id").primaryKey().default(true), secret: bytes("secret").notNull() },
  (t) => [check("sign_in_secret_one_row", sql`${t.id}`)],
);
