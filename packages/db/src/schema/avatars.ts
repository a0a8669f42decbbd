import { sql } from "drizzle-orm";
import { boolean, check, index, integer, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { bytes, hostId, moment, now, parley } from "./columns.ts";
import { users } from "./people.ts";

/** Users' pictures as every server serves them: small, re-encoded, one row per size. */
export const avatars = parley.table(
  "avatars",
  {
    /** The last part of `users.avatar_url`: an HMAC of user and content, so that it cannot be guessed. */
    key: hostId("key").notNull(),
    size: smallint("size").notNull(),
    userId: hostId("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    content: bytes("content").notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.size] }), index("avatars_user").on(t.userId)],
);

/** The URL of a user's picture at the host platform, and the state of fetching it. */
export const avatarSources = parley.table(
  "avatar_sources",
  {
    userId: hostId("user_id")
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    url: text("url").notNull(),
    /** False once the user uploaded or removed their picture here; true again with another URL. */
    isFollowed: boolean("is_followed").notNull().default(true),
    /** Attempts since the last success. */
    attempts: integer("attempts").notNull().default(0),
    dueAt: moment("due_at").notNull().default(now),
    /** When this URL last returned a picture. */
    fetchedAt: moment("fetched_at"),
    problem: text("problem"),
  },
  (t) => [
    index("avatar_sources_due")
      .on(t.dueAt)
      .where(sql`${t.isFollowed}`),
  ],
);

/** The key of the HMAC in `avatars.key`: one row, created with the first picture. */
export const avatarSecret = parley.table(
  "avatar_secret",
  { id: boolean("id").primaryKey().default(true), secret: bytes("secret").notNull() },
  (t) => [check("avatar_secret_one_row", sql`${t.id}`)],
);
