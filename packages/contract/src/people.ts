import * as z from "zod";
import { pageLimitSchema, streamCursorSchema, timeSchema, userIdSchema } from "./ids.ts";
import { limits } from "./limits.ts";
import { nameSchema, searchTextSchema } from "./text.ts";

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

const emailSchema = z.email().max(limits.emailMax).toLowerCase();
const avatarUrlSchema = z
  .url({ protocol: /^https?$/ })
  .max(limits.urlMax)
  .nullable();

/** What a person may change about themselves. What is left out stays. */
export const updateMeInput = z.strictObject({
  name: nameSchema.optional(),
  avatarUrl: avatarUrlSchema.optional(),
  sharesPresence: z.boolean().optional(),
  sharesReceipts: z.boolean().optional(),
});
export type UpdateMeInput = z.infer<typeof updateMeInput>;

/** Looks for people by a part of their name. Finds only those whom the caller reaches. */
export const searchUsersInput = z.strictObject({ text: searchTextSchema, limit: pageLimitSchema });
export type SearchUsersInput = z.input<typeof searchUsersInput>;

export const peopleSchema = z.object({ people: z.array(personSchema) });
export type People = z.infer<typeof peopleSchema>;

/** A person as the host platform knows them: created, or brought to this state. A deactivated one comes back. */
export const upsertUserInput = z.strictObject({
  id: userIdSchema,
  email: emailSchema,
  name: nameSchema,
  role: roleSchema,
  avatarUrl: avatarUrlSchema.default(null),
});
export type UpsertUserInput = z.input<typeof upsertUserInput>;

export const userInput = z.strictObject({ userId: userIdSchema });
export type UserInput = z.infer<typeof userInput>;

export const emailInput = z.strictObject({ email: emailSchema });
export type EmailInput = z.infer<typeof emailInput>;
