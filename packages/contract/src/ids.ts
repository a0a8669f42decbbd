import * as z from "zod";
import { limits } from "./limits.ts";

const hostId = z
  .string()
  .min(1)
  .max(limits.hostIdMax)
  .regex(/^[\w.:@|~+-]+$/, { error: "has a character that ids cannot have" });

/** A user's id is the host platform's own id of that person. */
export const userIdSchema = hostId;
/** A group's id is the host platform's own id of that group. */
export const groupIdSchema = hostId;

/** UUIDv7, lower case. Made by Parley. */
export const conversationIdSchema = z.uuidv7().toLowerCase();
/** UUIDv7, lower case. Made by the client that sends, so that a repeat is recognised. */
export const messageIdSchema = z.uuidv7().toLowerCase();

/** Place of a message in its conversation: dense, from 1. */
export const seqSchema = z.int().min(1).max(2_147_483_647);
/** A read position: 0 when nothing has been read. */
export const readSeqSchema = z.int().min(0).max(2_147_483_647);

/** Place in one user's event stream, as tRPC carries it: a whole number in decimal text. */
export const streamCursorSchema = z.string().regex(/^(0|[1-9]\d{0,15})$/, {
  error: "is not a stream cursor",
});

/** ISO 8601 in UTC with milliseconds. */
export const timeSchema = z.iso.datetime({ precision: 3 });
export type Time = z.infer<typeof timeSchema>;

export const pageLimitSchema = z.int().min(1).max(limits.pageMax).default(limits.pageDefault);
