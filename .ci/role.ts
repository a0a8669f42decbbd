// npm run db:role -- NAME: prints the SQL of a role that can use Parley's schema and nothing else in the database.
import { DEFAULT_SCHEMA, schemaNameProblem } from "../packages/db/src/database-schema.ts";

const schema = process.env["DATABASE_SCHEMA"] || DEFAULT_SCHEMA;
const [role = schema] = process.argv.slice(2);

const refusal = [
  ["The name of the role", role],
  ["DATABASE_SCHEMA", schema],
]
  .map(([what = "", name = ""]) => ({ what, problem: schemaNameProblem(name) }))
  .find(({ problem }) => problem !== undefined);

/** The role owns the schema: a migration changes its tables, and a server creates a partition of the log each week. */
const script = `
-- Run this as an administrator of the database. It can be repeated.
do $$
declare
  object record;
begin
  if not exists (select from pg_roles where rolname = '${role}') then
    create role ${role} login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
  end if;
  execute format('grant connect, temporary on database %I to ${role}', current_database());
  create schema if not exists ${schema};
  alter schema ${schema} owner to ${role};
  for object in
    select c.oid::regclass as name from pg_class c
    where c.relnamespace = '${schema}'::regnamespace and c.relkind in ('r', 'p')
  loop
    execute format('alter table %s owner to ${role}', object.name);
  end loop;
  if has_schema_privilege('${role}', 'public', 'create') then
    raise warning 'Every role may create tables in the schema public. Unless a program relies on it: revoke create on schema public from public';
  end if;
end $$;
-- Then give it a password, in psql: \\password ${role}
`;

if (refusal === undefined) {
  console.log(script.trim());
} else {
  console.error(`${refusal.what} ${refusal.problem}.`);
  process.exitCode = 1;
}
