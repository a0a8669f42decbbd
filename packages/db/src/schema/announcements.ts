import type { Role } from "@parley/contract/people";
import { index, integer, text, uuid } from "drizzle-orm/pg-core";
import { hostId, moment, parley } from "./columns.ts";
import { users } from "./people.ts";

/** Texts that ADMINs have sent to many people, and how far each has come. */
export const announcements = parley.table(
  "announcements",
  {
    id: uuid("id").primaryKey(),
    senderId: hostId("sender_id")
      .notNull()
      .references(() => users.id),
    body: text("body").notNull(),
    roles: text("roles").array().$type<Role[]>().notNull(),
    groupIds: text("group_ids").array().notNull(),
    createdAt: moment("created_at").notNull(),
    recipients: integer("recipients").notNull(),
    sent: integer("sent").notNull().default(0),
    skipped: integer("skipped").notNull().default(0),
    /** The last recipient who has it, or was skipped: in the order of ids. */
    lastUserId: hostId("last_user_id"),
    doneAt: moment("done_at"),
  },
  (t) => [index("announcements_created").on(t.createdAt)],
);
