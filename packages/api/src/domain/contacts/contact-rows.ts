import { type SQL, sql } from "drizzle-orm";

/**
 * Every reason for which somebody is a contact of a viewer, a row each:
 * (viewer_id, id, type, group_id, group_name, leads, led). Groups count until they are archived.
 * `leads`: the contact is that group's mentor; `led`: the viewer is.
 */
export const contactReasons = (viewerId: string): SQL => sql`
  select mate.user_id as id, 'group' as type, g.id as group_id, g.name as group_name,
         g.mentor_id = mate.user_id as leads, g.mentor_id = mine.user_id as led
  from group_members mine
  join groups g on g.id = mine.group_id and g.state <> 'archived'
  join group_members mate on mate.group_id = g.id and mate.left_at is null and mate.user_id <> mine.user_id
  where mine.user_id = ${viewerId} and mine.left_at is null
  union all
  select other.id, 'admin', null, null, false, false
  from users viewer
  join users other on other.id <> viewer.id and (viewer.role = 'ADMIN' or other.role = 'ADMIN')
  where viewer.id = ${viewerId}
  union all
  select c.contact_id, 'custom', null, null, false, false
  from contacts c
  where c.owner_id = ${viewerId}`;
