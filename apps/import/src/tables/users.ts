import { upsertAutomatedInput, upsertPersonInput } from "@parley/contract/people";
import { nameSchema } from "@parley/contract/text";
import * as z from "zod";
import { pastTime, userId } from "../read/fields.ts";
import type { Table } from "./table.ts";

const avatarUrl = upsertPersonInput.shape.avatarUrl;

function shape(now: Date) {
  const fields = {
    id: userId,
    name: nameSchema,
    avatarUrl: z.string().nullish(),
    status: z.enum(["active", "deactivated"]).default("active"),
    lastSeenAt: pastTime(now).nullish(),
    createdAt: pastTime(now).nullish(),
  };
  const { kind, email, role } = upsertPersonInput.shape;
  return z.discriminatedUnion("kind", [
    z.strictObject({ ...fields, kind, email, role }),
    z.strictObject({ ...fields, kind: upsertAutomatedInput.shape.kind }),
  ]);
}

/** `users.jsonl`: a user. A picture that is not a web address is omitted; the user is imported. */
export const usersTable = (now: Date): Table<z.output<ReturnType<typeof shape>>> => ({
  part: "users",
  schema: shape(now),
  stage({ line, value }, { stager, remark }) {
    const picture = avatarUrl.safeParse(value.avatarUrl ?? null);
    if (!picture.success) {
      remark({
        field: "avatarUrl",
        problem:
          "is not an https address on the public Internet: the user is imported without a picture",
      });
    }
    stager.add("old_users", {
      line,
      id: value.id,
      kind: value.kind ?? "PERSON",
      email: "email" in value ? (value.email ?? null) : null,
      name: value.name,
      role: "role" in value ? value.role : "MENTEE",
      avatar_url: picture.data ?? null,
      status: value.status,
      last_seen_at: value.lastSeenAt ?? null,
      created_at: value.createdAt ?? null,
    });
  },
});
