import * as z from "zod";
import { groupIdSchema, timeSchema } from "./ids.ts";
import { personSchema } from "./people.ts";

/** The heading a contact stands under. Where several hold, the first of this order wins. */
export const contactKindSchema = z.enum(["mentors", "mentees", "peers", "admins", "custom"]);
export type ContactKind = z.infer<typeof contactKindSchema>;

/** Why two people are contacts. A pair stays in contact while at least one reason holds. */
export const contactReasonSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("group"), groupId: groupIdSchema, groupName: z.string() }),
  z.object({ type: z.literal("admin") }),
  z.object({ type: z.literal("custom") }),
]);
export type ContactReason = z.infer<typeof contactReasonSchema>;

export const contactSchema = z.object({
  person: personSchema,
  kind: contactKindSchema,
  reasons: z.array(contactReasonSchema),
});
export type Contact = z.infer<typeof contactSchema>;

export const listContactsInput = z
  .strictObject({ kind: contactKindSchema.optional() })
  .prefault({});
export type ListContactsInput = z.input<typeof listContactsInput>;

/** Every contact of the caller, by id: in which order they are shown is the screen's matter. */
export const contactListSchema = z.object({ contacts: z.array(contactSchema) });
export type ContactList = z.infer<typeof contactListSchema>;

/** Somebody whom the caller has blocked. */
export const blockedPersonSchema = z.object({ person: personSchema, since: timeSchema });
export type BlockedPerson = z.infer<typeof blockedPersonSchema>;

export const blockedListSchema = z.object({ blocked: z.array(blockedPersonSchema) });
export type BlockedList = z.infer<typeof blockedListSchema>;

/**
 * The line of the contact policy that decided. `unavailable` stands for everything that the other person
 * did or that happened to them: a block by them is not told apart from their having left.
 */
export const policyRuleSchema = z.enum([
  "admin-reaches-everybody",
  "everybody-reaches-admins",
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
 * What the caller may do with regard to somebody, by which rule they may or may not write to them, and what
 * connects the two. `may.open`: a conversation may begin, or is there to be read. `may.presence`: each sees the
 * other come and go, as far as both share it.
 */
export const explanationSchema = z.object({
  canWrite: z.boolean(),
  rule: policyRuleSchema,
  may: z.record(policyActionSchema, z.boolean()),
  reasons: z.array(contactReasonSchema),
});
export type Explanation = z.infer<typeof explanationSchema>;
