import * as z from "zod";
import { streamCursorSchema, timeSchema, userIdSchema } from "./ids.ts";

export const roleSchema = z.enum(["ADMIN", "MENTOR", "MENTEE"]);
export type Role = z.infer<typeof roleSchema>;

/** What anybody who may see a person sees of that person. */
export const personSchema = z.object({
  id: userIdSchema,
  name: z.string(),
  role: roleSchema,
  avatarUrl: z.string().nullable(),
});
export type Person = z.infer<typeof personSchema>;

/** The signed-in person, and where their stream stands: state read after this is at least as new as `cursor`. */
export const meSchema = personSchema.extend({
  email: z.string(),
  sharesPresence: z.boolean(),
  sharesReceipts: z.boolean(),
  cursor: streamCursorSchema,
});
export type Me = z.infer<typeof meSchema>;

/** One connected person, as their contacts may see it. */
export const presenceSchema = z.object({
  userId: userIdSchema,
  state: z.enum(["online", "offline"]),
  lastSeenAt: timeSchema.nullable(),
});
export type Presence = z.infer<typeof presenceSchema>;
