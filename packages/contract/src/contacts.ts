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

export const listContactsInput = z.strictObject({ kind: contactKindSchema.optional() });
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

/** Whether the caller may write to somebody, by which rule, and what connects the two. */
export const explanationSchema = z.object({
  canWrite: z.boolean(),
  rule: policyRuleSchema,
  reasons: z.array(contactReasonSchema),
});
export type Explanation = z.infer<typeof explanationSchema>;
