import { groupMembers, groups } from "@parley/db/schema";
import type { Session } from "@parley/db/session";
import { sql } from "drizzle-orm";
import { refuse, refuseDuplicates, refuseUnknownUsers, stranger } from "./refuse.ts";

const membersWithout = sql`
  select m.line, 'menteeIds' as field, ${stranger(sql`m.user_id`)} as problem
  from old_groups g join old_members m on m.line = g.line
  where not exists (select from people p where p.id = m.user_id)`;

const wrongRoles = sql`
  select g.line, case when m.user_id = g.mentor_id then 'mentorId' else 'menteeIds' end as field,
    'names ' || p.id || case when m.user_id = g.mentor_id then ', a mentee: a mentor or an ADMIN leads a group'
      else ', who is no mentee: in a group one leads, and the others are mentees' end as problem
  from old_groups g join old_members m on m.line = g.line join people p on p.id = m.user_id
  where (m.user_id = g.mentor_id) = (p.role = 'MENTEE')`;

const automatedMembers = sql`
  select g.line, case when m.user_id = g.mentor_id then 'mentorId' else 'menteeIds' end as field,
    'names ' || p.id || ', a ' || p.kind || ' user, who is in no group' as problem
  from old_groups g join old_members m on m.line = g.line
  join people p on p.id = m.user_id and p.kind <> 'PERSON'`;

/** Future members of each group: of existing groups, their current ones. */
const members = sql`
  insert into all_members (group_id, user_id, is_live)
  select gm.group_id, gm.user_id, g.state <> 'archived'
  from ${groupMembers} gm join ${groups} g on g.id = gm.group_id where gm.left_at is null
  union all
  select m.group_id, m.user_id, g.state <> 'archived'
  from old_members m join old_groups g on g.line = m.line where g.outcome = 'new'`;

/** An existing group stays unchanged, its members too. */
export async function checkGroups(session: Session): Promise<void> {
  await refuseDuplicates(session, "groups", { key: sql`id`, field: "id", what: "the id" });
  await refuseUnknownUsers(session, "groups", { column: "mentor_id", field: "mentorId" });
  await refuse(session, "groups", membersWithout);
  await refuse(session, "groups", wrongRoles);
  await refuse(session, "groups", automatedMembers);
  await session.db.execute(sql`
    update old_groups o set outcome =
      case when exists (select from ${groups} g where g.id = o.id) then 'there' else 'new' end`);
  await session.db.execute(members);
}
