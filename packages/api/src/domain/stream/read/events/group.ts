import * as z from "zod";
import type { EventFamily } from "./event-definition.ts";

const groupData = z.object({ groupId: z.string() });

export const groupEvents: EventFamily<"group"> = {
  "group.updated": {
    needs: ["groups"],
    toEvent({ data }, { groups }) {
      const { groupId } = groupData.parse(data);
      return { type: "group.updated", groupId, group: groups.get(groupId) ?? null };
    },
    explains: ({ groupId }) => [`group:${groupId}`],
  },
};
