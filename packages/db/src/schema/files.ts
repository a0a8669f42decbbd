import type { MessageFile } from "@parley/contract/files";
import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, json, smallint, text, uuid } from "drizzle-orm/pg-core";
import { bytes, exactText, hostId, moment, parley } from "./columns.ts";
import { users } from "./people.ts";

/**
 * A file that a user uploads, from its announcement on. Its bytes are in the store of files, under its id. It belongs to
 * the message of its owner with this id, if that is stored.
 */
export const files = parley.table(
  "files",
  {
    /** Created by the client. */
    id: uuid("id").primaryKey(),
    ownerId: hostId("owner_id")
      .notNull()
      .references(() => users.id),
    name: text("name").notNull(),
    /** Bytes as announced. */
    size: bigint("size", { mode: "number" }).notNull(),
    /** As announced, in hexadecimal. */
    sha256: text("sha256").notNull(),
    /** Words and measures of the sender, for the checked file. */
    said: json("said").$type<Pick<MessageFile, "alt" | "voice">>().notNull(),
    state: text("state").$type<"uploading" | "ready" | "refused">().notNull(),
    /** The checked file, as clients receive it. */
    file: json("file").$type<MessageFile>(),
    problem: text("problem"),
    /** What the content of a refused file is. */
    found: text("found"),
    /** What the scanner says; null if none has been asked, and if it is clean. */
    scan: text("scan").$type<"pending" | "failed" | "infected">(),
    /** When it is asked, or asked again if the server that asks has ended; and while infected bytes are not removed. */
    scanAt: moment("scan_at"),
    /** How often it was asked. */
    scanTries: smallint("scan_tries").notNull().default(0),
    /** Bytes of all its variants together; the announced ones until it was checked, and 0 once it was refused. */
    storedBytes: bigint("stored_bytes", { mode: "number" }).notNull(),
    messageId: uuid("message_id"),
    /** When it was announced, or last sent. */
    usedAt: moment("used_at").notNull(),
    /** Whether the sweep has found its message: it does not look at it again. */
    isKept: boolean("is_kept").notNull().default(false),
    /** When its message was deleted. */
    goneAt: moment("gone_at"),
  },
  (t) => [
    index("files_message").on(t.ownerId, t.messageId),
    // What the sweep looks at: files that may have no message, and those of deleted ones.
    index("files_used")
      .on(t.usedAt)
      .where(sql`not ${t.isKept}`),
    index("files_gone")
      .on(t.goneAt)
      .where(sql`${t.goneAt} is not null`),
    index("files_scan")
      .on(t.scanAt)
      .where(sql`${t.scanAt} is not null`),
    check("files_size", sql`${t.size} > 0`),
  ],
);

/** Files that the scanner found to be harmful: they are refused when they are announced again. */
export const infectedFiles = parley.table("infected_files", {
  /** In hexadecimal. */
  sha256: exactText("sha256").primaryKey(),
  /** What the scanner calls it. */
  found: text("found").notNull(),
  foundAt: moment("found_at").notNull(),
});

/** The secret with which links to files are signed: one row, created with the first link. */
export const fileSecret = parley.table(
  "file_secret",
  {
    id: boolean("id").primaryKey().default(true),
    secret: bytes("secret").notNull(),
  },
  (t) => [check("file_secret_one_row", sql`${t.id}`)],
);
