import { boolean, jsonb, text } from "drizzle-orm/pg-core";
import { hostId, moment, now, parley } from "./columns.ts";
import { users } from "./people.ts";

const delay = (name: string) => text(name, { enum: ["2m", "10m", "30m", "2h", "digest", "off"] });

/** What a user has set about notifications. Null, and a user without a row: the installation's default. */
export const notificationSettings = parley.table("notification_settings", {
  userId: hostId("user_id")
    .primaryKey()
    .references(() => users.id),
  email: boolean("email"),
  push: boolean("push"),
  direct: delay("direct"),
  group: delay("group"),
  mention: delay("mention"),
  digest: text("digest", { enum: ["off", "daily", "weekly"] }),
  /** By weekday, in the form of the contract. */
  quietHours: jsonb("quiet_hours"),
  content: text("content", { enum: ["full", "name-only", "none"] }),
  sharesSchedule: boolean("shares_schedule"),
  updatedAt: moment("updated_at").notNull().default(now),
});
