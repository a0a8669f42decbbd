import { avatarSources, streams, users } from "@parley/db/schema";
import { sql } from "drizzle-orm";
import type { ImportContext } from "../context.ts";
import { type Batch, countOf, inBatches } from "./batches.ts";

const insert = (batch: Batch, now: Date) => sql`
  with added as (
    insert into ${users} (id, kind, email, name, role, status, last_seen_at, created_at)
    select o.id, o.kind, o.email, o.name, o.role, o.status, o.last_seen_at, coalesce(o.created_at, ${now})
    from old_users o where ${batch} order by o.id
    on conflict do nothing returning id
  ),
  begun as (insert into ${streams} (user_id) select id from added),
  pictured as (
    insert into ${avatarSources} (user_id, url, due_at)
    select o.id, o.avatar_url, ${now} from old_users o join added a using (id) where o.avatar_url is not null
  )
  select count(*)::int as n from added`;

/** New users, each with a stream. A server fetches their pictures later. */
export const applyUsers = (ctx: ImportContext, total: number): Promise<void> =>
  inBatches(ctx, {
    part: "users",
    size: 5_000,
    total,
    write: (tx, batch) => countOf(tx, insert(batch, ctx.now)),
  });
