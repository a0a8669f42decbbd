import * as z from "zod";
import { pastTime, userId } from "../read/fields.ts";
import type { Table } from "./table.ts";

const shape = (now: Date) =>
  z
    .strictObject({ blockerId: userId, blockedId: userId, createdAt: pastTime(now).nullish() })
    .refine(({ blockerId, blockedId }) => blockerId !== blockedId, {
      path: ["blockedId"],
      error: "is the blocker: users cannot block themselves",
    });

/** `blocks.jsonl`: a user blocks another. */
export const blocksTable = (now: Date): Table<z.output<ReturnType<typeof shape>>> => ({
  part: "blocks",
  schema: shape(now),
  stage({ line, value }, { stager }) {
    stager.add("old_blocks", {
      line,
      blocker_id: value.blockerId,
      blocked_id: value.blockedId,
      created_at: value.createdAt ?? null,
    });
  },
});
