import * as z from "zod";
import { groupIdSchema } from "./ids.ts";
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

/** Every contact of the caller, ordered by name. */
export const contactListSchema = z.object({ contacts: z.array(contactSchema) });
export type ContactList = z.infer<typeof contactListSchema>;
