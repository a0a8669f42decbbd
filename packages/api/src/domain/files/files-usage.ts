import type { FilesUsage } from "@parley/contract/files";
import { files, users } from "@parley/db/schema";
import { computed, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { StaffContext } from "../context.ts";
import { orNotFound } from "../errors.ts";
import { requireStaff } from "../groups/members.ts";

const totals = statement({
  name: "files.usage",
  row: {
    files: computed.float,
    bytes: computed.float,
    pending: computed.float,
    failed: computed.float,
    infected: computed.float,
  },
  sql: () => sql`
    select count(*) filter (where f.state = 'ready')::float8 as files,
      coalesce(sum(f.stored_bytes), 0)::float8 as bytes,
      count(*) filter (where f.scan = 'pending')::float8 as pending,
      count(*) filter (where f.scan = 'failed')::float8 as failed,
      count(*) filter (where f.scan = 'infected')::float8 as infected
    from ${files} f`,
  examples: [undefined],
});

const largest = statement({
  name: "files.largest-users",
  row: {
    user_id: users.id,
    name: users.name,
    files: computed.float,
    bytes: computed.float,
  },
  sql: () => sql`
    select u.id as user_id, u.name, o.files, o.bytes from (
      select f.owner_id, count(*)::float8 as files, sum(f.stored_bytes)::float8 as bytes
      from ${files} f where f.stored_bytes > 0 group by f.owner_id order by bytes desc limit 20
    ) o join ${users} u on u.id = o.owner_id
    order by o.bytes desc, u.id`,
  examples: [undefined],
});

/** The room that files take, for an ADMIN. */
export async function readFilesUsage({ ctx }: { ctx: StaffContext }): Promise<FilesUsage> {
  requireStaff(ctx);
  const { db, files: store } = ctx;
  if (store === undefined) return null;
  const [total] = await totals(db);
  const rows = await largest(db);
  const { totalBytesMax: bytesMax, userBytesMax } = store.limits;
  return {
    ...orNotFound(total),
    bytesMax,
    userBytesMax,
    largest: rows.map(({ user_id: userId, name, ...each }) => ({ userId, name, ...each })),
  };
}
