import { startPostgres } from "@parley/embedded-postgres";
import pg from "pg";
import { hashPassword } from "./passwords.ts";

/** In development a PostgreSQL is started in the folder `.data`, unless `DATABASE_URL` names yours. */
const started = process.env.DATABASE_URL ? null : await startPostgres({ dataDir: ".data" });
export const databaseUrl = process.env.DATABASE_URL ?? started!.url;

export const database = new pg.Pool({ connectionString: databaseUrl });
// A connection that PostgreSQL ends while it is idle is replaced; without a listener the process would end.
database.on("error", (error) => console.error(error.message));

export async function closeDatabase() {
  await database.end();
  await started?.stop();
}

await database.query(`
  create table if not exists users (
    id text primary key,
    name text not null,
    email text not null unique,
    password text not null,
    role text not null,
    group_id text not null
  );
  create table if not exists groups (
    id text primary key,
    name text not null,
    mentor_id text not null references users
  );
  create table if not exists sessions (
    key text primary key,
    user_id text not null references users on delete cascade
  );
`);

for (const [id, name, role] of [
  ["ada", "Ada Obi", "MENTOR"],
  ["ben", "Ben Kim", "MENTEE"],
  ["eva", "Eva Roth", "MENTEE"],
]) {
  await database.query(
    `insert into users values ($1, $2, $3, $4, $5, 'spring') on conflict do nothing`,
    [id, name, `${id}@example.org`, await hashPassword("password"), role],
  );
}
await database.query(
  `insert into groups values ('spring', 'Spring group', 'ada') on conflict do nothing`,
);
