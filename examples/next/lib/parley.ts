import { createParley, type HandledParley } from "@parley/server";
import { database } from "./database.ts";
import { findSession } from "./sessions.ts";

declare global {
  /** Server actions are bundled apart from `server.ts`, and find it here. */
  var parley: HandledParley;
}

/** Parley in this process, with its tables in the schema `parley` of the same database. */
globalThis.parley = await createParley({
  databaseUrl: process.env.DATABASE_URL,
  authenticate: ({ headers }) => findSession(headers.cookie),
});

/** Brings Parley's users and groups up to date. To be called after each change of ours. */
export async function syncParley() {
  const { rows: people } = await database.query(`select id, name, email, role from users`);
  const { rows: groups } = await database.query(`
    select id, name, mentor_id as "mentorId",
      array(select id from users where group_id = groups.id and role = 'MENTEE') as "menteeIds"
    from groups`);
  const result = await parley.asService().platform.sync({ mode: "merge", people, groups });
  for (const row of [...result.people, ...result.groups])
    if (row.outcome === "refused") console.error("Parley refused", row);
}

await syncParley();
