import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { exactText, hostId, moment, now, parley } from "./columns.ts";

/** A user. Nobody is ever removed: a closed account is `deactivated`. */
export const users = parley.table(
  "users",
  {
    id: hostId("id").primaryKey(),
    /** Null for a user without an address, as minors often are. */
    email: exactText("email"),
    name: text("name").notNull(),
    /** The name as it is searched and ordered by, by this version of the fold; 0 if it is still to be computed. */
    foldedName: exactText("folded_name").notNull().default(""),
    foldVersion: smallint("fold_version").notNull().default(0),
    /** Never changes. Of a `SYSTEM` or `BOT` user the role decides nothing. */
    kind: text("kind", { enum: ["PERSON", "SYSTEM", "BOT"] })
      .notNull()
      .default("PERSON"),
    role: text("role", { enum: ["ADMIN", "MENTOR", "MENTEE"] }).notNull(),
    /** The path of a picture on this server, never an address of another host: that is in `avatar_sources`. */
    avatarUrl: text("avatar_url"),
    status: text("status", { enum: ["active", "deactivated"] })
      .notNull()
      .default("active"),
    lastSeenAt: moment("last_seen_at"),
    sharesPresence: boolean("shares_presence").notNull().default(true),
    sharesReceipts: boolean("shares_receipts").notNull().default(true),
    sharesResponseTime: boolean("shares_response_time").notNull().default(false),
    /** The name of a time zone of the IANA database; null until the user's browser reports one. */
    timeZone: text("time_zone"),
    /** Tokens issued before this time are revoked. */
    tokensValidAfter: moment("tokens_valid_after"),
    createdAt: moment("created_at").notNull().default(now),
  },
  (t) => [
    uniqueIndex("users_email").on(t.email),
    index("users_admins")
      .on(t.id)
      .where(sql`${t.role} = 'ADMIN'`),
    check("users_kind", sql`${t.kind} in ('PERSON', 'SYSTEM', 'BOT')`),
    check(
      "users_automated",
      sql`${t.kind} = 'PERSON' or (${t.email} is null and ${t.role} = 'MENTEE')`,
    ),
    check("users_role", sql`${t.role} in ('ADMIN', 'MENTOR', 'MENTEE')`),
    check("users_status", sql`${t.status} in ('active', 'deactivated')`),
    check("users_email_lower", sql`${t.email} = lower(${t.email} collate "C")`),
    check("users_avatar_url_local", sql`${t.avatarUrl} ~ '^/avatars/[A-Za-z0-9_-]{43}$'`),
  ],
);

/** Custom contacts. Every other contact follows from roles and groups. */
export const contacts = parley.table(
  "contacts",
  {
    ownerId: hostId("owner_id")
      .notNull()
      .references(() => users.id),
    contactId: hostId("contact_id")
      .notNull()
      .references(() => users.id),
    createdAt: moment("created_at").notNull().default(now),
  },
  (t) => [
    primaryKey({ columns: [t.ownerId, t.contactId] }),
    index("contacts_contact").on(t.contactId),
    check("contacts_not_self", sql`${t.ownerId} <> ${t.contactId}`),
  ],
);

/** A block of one user by another. */
export const blocks = parley.table(
  "blocks",
  {
    blockerId: hostId("blocker_id")
      .notNull()
      .references(() => users.id),
    blockedId: hostId("blocked_id")
      .notNull()
      .references(() => users.id),
    createdAt: moment("created_at").notNull().default(now),
  },
  (t) => [
    primaryKey({ columns: [t.blockerId, t.blockedId] }),
    index("blocks_blocked").on(t.blockedId),
    check("blocks_not_self", sql`${t.blockerId} <> ${t.blockedId}`),
  ],
);
