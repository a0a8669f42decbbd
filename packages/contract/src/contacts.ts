import * as z from "zod";
import { groupIdSchema, timeSchema } from "./ids.ts";
import { personSchema } from "./people.ts";

/** The heading under which a contact is listed. If several apply, the first in this order wins. */
export const contactKindSchema = z.enum(["mentors", "mentees", "peers", "admins", "custom"]);
export type ContactKind = z.infer<typeof contactKindSchema>;

/** Why two users are contacts. They stay contacts while at least one reason applies. */
export const contactReasonSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("group"), groupId: groupIdSchema, groupName: z.string() }),
  z.object({ type: z.literal("admin") }),
  z.object({ type: z.literal("custom") }),
]);
export type ContactReason = z.infer<typeof contactReasonSchema>;

/** A user whom the caller may write to, and why. */
export const contactSchema = z.object({
  person: personSchema,
  kind: contactKindSchema,
  reasons: z.array(contactReasonSchema),
});
export type Contact = z.infer<typeof contactSchema>;

/** Which contacts: those of one kind, or all. */
export const listContactsInput = z
  .strictObject({ kind: contactKindSchema.optional() })
  .prefault({});
export type ListContactsInput = z.input<typeof listContactsInput>;

/** Every contact of the caller, ordered by id; the client sorts them for display. */
export const contactListSchema = z.object({ contacts: z.array(contactSchema) });
export type ContactList = z.infer<typeof contactListSchema>;

/** A user whom the caller has blocked. */
export const blockedPersonSchema = z.object({ person: personSchema, since: timeSchema });
export type BlockedPerson = z.infer<typeof blockedPersonSchema>;

/** The users whom the caller blocks, the latest first. */
export const blockedListSchema = z.object({ blocked: z.array(blockedPersonSchema) });
export type BlockedList = z.infer<typeof blockedListSchema>;

/**
 * The rule of the contact policy that decided. `unavailable` covers everything that the other user did or that happened
 * to them: a block by them cannot be told from a closed account.
 */
export const policyRuleSchema = z.enum([
  "admin-reaches-everybody",
  "everybody-reaches-admins",
  "system-is-not-answered",
  "bot-and-anybody",
  "same-group",
  "mentor-reaches-every-mentee",
  "added-by-hand",
  "you-are-reached",
  "you-blocked",
  "unavailable",
  "strangers",
]);
export type PolicyRule = z.infer<typeof policyRuleSchema>;

/** What the contact policy decides between two people. */
export const policyActionSchema = z.enum([
  "open",
  "send",
  "typing",
  "mention",
  "search",
  "presence",
]);
export type PolicyAction = z.infer<typeof policyActionSchema>;

/**
 * What the caller may do with another user, which rule decides whether they may write to them, and what connects the
 * two. `may.open`: they may begin a conversation, or one exists. `may.presence`: each sees the other's presence, as far
 * as both share it.
 */
export const explanationSchema = z.object({
  canWrite: z.boolean(),
  rule: policyRuleSchema,
  may: z.record(policyActionSchema, z.boolean()),
  reasons: z.array(contactReasonSchema),
});
export type Explanation = z.infer<typeof explanationSchema>;
