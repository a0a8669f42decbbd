import type { Role } from "@parley/contract/people";
import { sql } from "drizzle-orm";
import type { Database } from "@parley/db/database";
import type { Policy } from "./policy.ts";

/** How two people stand to each other, seen from the first. */
export interface Relation {
  readonly fromRole: Role;
  readonly toRole: Role;
  readonly toActive: boolean;
  readonly blocked: boolean;
  readonly sameGroup: boolean;
  readonly addedByHand: boolean;
}

/** One line of the contact policy. The first line that applies decides. */
interface Rule {
  readonly id: string;
  readonly applies: (relation: Relation, policy: Policy) => boolean;
  readonly reaches: boolean;
}

/** Whether one person may write to another first. A block beats every rule but an ADMIN's. */
const rules = [
  { id: "inactive", applies: (r) => !r.toActive, reaches: false },
  { id: "admin-reaches-everybody", applies: (r) => r.fromRole === "ADMIN", reaches: true },
  { id: "everybody-reaches-admins", applies: (r) => r.toRole === "ADMIN", reaches: true },
  { id: "blocked", applies: (r) => r.blocked, reaches: false },
  { id: "same-group", applies: (r) => r.sameGroup, reaches: true },
  {
    id: "mentor-reaches-every-mentee",
    applies: (r, policy) =>
      policy.mentorsReach === "all-mentees" && r.fromRole === "MENTOR" && r.toRole === "MENTEE",
    reaches: true,
  },
  {
    id: "added-by-hand",
    applies: (r, policy) => policy.customContacts === "open" && r.addedByHand,
    reaches: true,
  },
  { id: "strangers", applies: () => true, reaches: false },
] as const satisfies readonly Rule[];

export type RuleId = (typeof rules)[number]["id"];

export interface Decision {
  readonly reaches: boolean;
  readonly rule: RuleId;
}

/** What the policy says of one person writing to another first, and which line of it said so. */
export function decideReach(relation: Relation, policy: Policy): Decision {
  for (const rule of rules) {
    if (rule.applies(relation, policy)) return { reaches: rule.reaches, rule: rule.id };
  }
  throw new Error("the last rule of the contact policy applies to everybody");
}

interface RelationRow extends Record<string, unknown> {
  from_role: Role;
  to_role: Role;
  from_active: boolean;
  to_active: boolean;
  blocked: boolean;
  same_group: boolean;
  from_added: boolean;
  to_added: boolean;
}

/** Both directions between two people, or undefined where one of them does not exist. */
export async function loadRelations(
  db: Pick<Database, "execute">,
  { fromId, toId }: { fromId: string; toId: string },
): Promise<{ there: Relation; back: Relation } | undefined> {
  const { rows } = await db.execute<RelationRow>(sql`
    select f.role as from_role, t.role as to_role,
      f.status = 'active' as from_active, t.status = 'active' as to_active,
      exists (select from blocks b where (b.blocker_id = f.id and b.blocked_id = t.id)
                                      or (b.blocker_id = t.id and b.blocked_id = f.id)) as blocked,
      exists (select from group_members x
              join group_members y on y.group_id = x.group_id and y.user_id = t.id and y.left_at is null
              join groups g on g.id = x.group_id and g.state <> 'archived'
              where x.user_id = f.id and x.left_at is null) as same_group,
      exists (select from contacts c where c.owner_id = f.id and c.contact_id = t.id) as from_added,
      exists (select from contacts c where c.owner_id = t.id and c.contact_id = f.id) as to_added
    from users f, users t
    where f.id = ${fromId} and t.id = ${toId}`);
  const [row] = rows;
  if (row === undefined) return undefined;
  const shared = { blocked: row.blocked, sameGroup: row.same_group };
  return {
    there: {
      ...shared,
      fromRole: row.from_role,
      toRole: row.to_role,
      toActive: row.to_active,
      addedByHand: row.from_added,
    },
    back: {
      ...shared,
      fromRole: row.to_role,
      toRole: row.from_role,
      toActive: row.from_active,
      addedByHand: row.to_added,
    },
  };
}
