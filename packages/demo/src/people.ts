import type { DemoPeople } from "@parley/contract/demo";
import type { Database } from "@parley/db/database";
import { users } from "@parley/db/schema";
import { inArray } from "drizzle-orm";
import { groups } from "./programme/groups.ts";
import { people } from "./programme/people.ts";

function groupNameOf(userId: string): string | null {
  const group = groups.find(({ mentorId, menteeIds }) =>
    [mentorId, ...menteeIds].some((memberId) => memberId === userId),
  );
  return group?.name ?? null;
}

/** The users of the demo programme as they are now: the admin, the mentors, the mentees by group. */
export async function demoPeople({ db }: { readonly db: Database }): Promise<DemoPeople> {
  const order: string[] = people.map((person) => person.id);
  const { id, name, role, avatarUrl } = users;
  const found = await db
    .select({ id, name, role, avatarUrl })
    .from(users)
    .where(inArray(id, order));
  const sorted = found.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  return { people: sorted.map((person) => ({ person, groupName: groupNameOf(person.id) })) };
}
