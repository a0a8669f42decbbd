import { contacts } from "@parley/db/schema";
import type { Session } from "@parley/db/session";
import { sql } from "drizzle-orm";
import { refuse, refusePairs } from "./refuse.ts";

/** A contact by role or group needs no row, and ends with its reason. */
const decide = sql`
  update old_contacts o set outcome = case
    when exists (select from ${contacts} c where c.owner_id = o.owner_id and c.contact_id = o.contact_id) then 'there'
    when exists (select from people p where p.id in (o.owner_id, o.contact_id) and p.role = 'ADMIN')
      or exists (select from all_members mine
                 join all_members mate on mate.group_id = mine.group_id and mate.user_id = o.contact_id
                 where mine.user_id = o.owner_id and mine.is_live) then 'derived'
    else 'new' end`;

const automatedContacts = sql`
  select o.line, case when p.id = o.owner_id then 'ownerId' else 'contactId' end as field,
    'names ' || p.id || ', a ' || p.kind || ' user, who is nobody''s contact' as problem
  from old_contacts o join people p on p.id in (o.owner_id, o.contact_id) and p.kind <> 'PERSON'`;

export async function checkContacts(session: Session): Promise<void> {
  await refusePairs(session, "contacts", {
    from: { column: "owner_id", field: "ownerId" },
    to: { column: "contact_id", field: "contactId" },
    what: "the owner and contact",
  });
  await refuse(session, "contacts", automatedContacts);
  await session.db.execute(decide);
}
