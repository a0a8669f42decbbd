import type { Me } from "@parley/contract/people";
import type { EventFamily } from "./event-definition.ts";

const withoutCursor = ({ cursor: _cursor, ...self }: Me) => self;

export const userEvents: EventFamily<"user"> = {
  "user.updated": {
    needs: ["people"],
    toEvent({ owner, subject_id }, { people, me }) {
      const person = people.get(subject_id ?? "");
      if (person === undefined) return undefined;
      const self = person.id === owner && me !== undefined ? withoutCursor(me) : null;
      return { type: "user.updated", person, me: self };
    },
    explains: ({ person, me }) => [`person:${person.id}`, ...(me === null ? [] : ["me"])],
  },
};
