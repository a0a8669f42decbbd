import * as z from "zod";
import type { EventFamily } from "./event-definition.ts";

const idsData = z.object({ ids: z.array(z.string()) });

export const contactEvents: EventFamily<"contact"> = {
  "contact.added": {
    needs: ["contacts"],
    toEvent({ data }, references) {
      const contacts = idsData.parse(data).ids.flatMap((id) => references.contacts.get(id) ?? []);
      return contacts.length === 0 ? undefined : { type: "contact.added", contacts };
    },
    explains: ({ contacts }) => contacts.map(({ person }) => `contact:${person.id}`),
  },
  "contact.removed": {
    needs: [],
    toEvent: ({ data }) => ({ type: "contact.removed", userIds: idsData.parse(data).ids }),
    explains: ({ userIds }) => userIds.map((id) => `contact:${id}`),
  },
  "contact.blocked": {
    needs: ["blocked"],
    toEvent({ subject_id }, references) {
      const blocked = references.blocked.get(subject_id ?? "");
      return blocked && { type: "contact.blocked", blocked };
    },
    explains: ({ blocked }) => [`blocked:${blocked.person.id}`],
  },
  "contact.unblocked": {
    needs: [],
    toEvent: ({ subject_id: userId }) =>
      userId === null ? undefined : { type: "contact.unblocked", userId },
    explains: ({ userId }) => [`blocked:${userId}`],
  },
};
