import { sql } from "drizzle-orm";
import { boolean, check, smallint, text } from "drizzle-orm/pg-core";
import { bytes, exactText, moment, parley } from "./columns.ts";

/** What is remembered of an address to which mails are sent: their bounces, and when a reply of it was answered. */
export const mailAddresses = parley.table("mail_addresses", {
  /** In the form of `users.email`. */
  address: exactText("address").primaryKey(),
  /** Of bounces; no mail is sent from 4 on, until 30 days after the last. */
  score: smallint("score").notNull().default(0),
  hardAt: moment("hard_at"),
  softAt: moment("soft_at"),
  /** What the other server said last. */
  detail: text("detail"),
  answeredAt: moment("answered_at"),
});

/** The secret from which the keys of links and addresses in mails are derived: one row, created with the first server that sends mail. */
export const mailSecret = parley.table(
  "mail_secret",
  { id: boolean("id").primaryKey().default(true), secret: bytes("secret").notNull() },
  (t) => [check("mail_secret_one_row", sql`${t.id}`)],
);
