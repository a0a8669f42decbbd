import * as z from "zod";
import { pastTime, userId } from "../read/fields.ts";
import type { Table } from "./table.ts";

const shape = (now: Date) =>
  z
    .strictObject({ ownerId: userId, contactId: userId, createdAt: pastTime(now).nullish() })
    .refine(({ ownerId, contactId }) => ownerId !== contactId, {
      path: ["contactId"],
      error: "is the owner: users cannot be their own contacts",
    });

/** `contacts.jsonl`: a user in the owner's list. */
export const contactsTable = (now: Date): Table<z.output<ReturnType<typeof shape>>> => ({
  part: "contacts",
  schema: shape(now),
  stage({ line, value }, { stager }) {
    stager.add("old_contacts", {
      line,
      owner_id: value.ownerId,
      contact_id: value.contactId,
      created_at: value.createdAt ?? null,
    });
  },
});
