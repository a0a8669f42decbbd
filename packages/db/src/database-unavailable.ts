import {
  type DataDirectoryProblem,
  describeDirectoryProblem,
} from "@parley/embedded-postgres/errors";

/** Why no database is available. */
export type DatabaseProblem =
  | { readonly kind: "bad_url"; readonly detail: string }
  | { readonly kind: "unreachable"; readonly host: string; readonly detail: string }
  | { readonly kind: "sign_in_refused"; readonly host: string; readonly user: string }
  | { readonly kind: "no_such_database"; readonly host: string; readonly database: string }
  | { readonly kind: "unfit"; readonly host: string; readonly detail: string }
  | DataDirectoryProblem
  | { readonly kind: "schema_name"; readonly schema: string; readonly detail: string }
  | { readonly kind: "schema_newer"; readonly schema: string; readonly unknown: number }
  | { readonly kind: "schema_foreign"; readonly schema: string; readonly found: string }
  | {
      readonly kind: "schema_denied";
      readonly schema: string;
      readonly user: string;
      readonly detail: string;
    }
  | { readonly kind: "tables_in_public"; readonly schema: string }
  | { readonly kind: "tables_unreadable" }
  | { readonly kind: "table_missing"; readonly table: string }
  | { readonly kind: "migration_out_of_order"; readonly file: string };

/** One line for an operator. It names hosts and users, and never a password. */
function describe(problem: DatabaseProblem): string {
  switch (problem.kind) {
    case "bad_url":
      return `DATABASE_URL is not a PostgreSQL address: ${problem.detail}.`;
    case "unreachable":
      return `The database at ${problem.host} cannot be reached: ${problem.detail}.`;
    case "sign_in_refused":
      return `The database at ${problem.host} refuses user "${problem.user}": the password is wrong, or the user may not come in.`;
    case "no_such_database":
      return `The server at ${problem.host} has no database "${problem.database}".`;
    case "unfit":
      return `The database at ${problem.host} cannot be used: ${problem.detail}.`;
    case "data_directory_busy":
    case "data_directory_unusable":
      return describeDirectoryProblem(problem);
    case "schema_name":
      return `The name of the database schema ${problem.detail}: ${JSON.stringify(problem.schema.slice(0, 80))} is refused. It is DATABASE_SCHEMA, or the option schema.`;
    case "schema_newer":
      return `The database is newer than this version of Parley: its schema "${problem.schema}" has ${problem.unknown} migration(s) unknown here. Install the version that created it.`;
    case "schema_foreign":
      return `The schema "${problem.schema}" is not Parley's: it holds "${problem.found}", but no table of Parley's migrations. Set DATABASE_SCHEMA, or the option schema, to the name of another one, which is created if it does not exist.`;
    case "schema_denied":
      return `The user "${problem.user}" may not create or change the schema "${problem.schema}" (${problem.detail}). Create it as an administrator of the database: create schema "${problem.schema}" authorization "${problem.user}".`;
    case "tables_in_public":
      return `The schema public holds an installation of an earlier version of Parley. Start once with DATABASE_SCHEMA=parley, which moves it there; then stop, run: alter schema parley rename to ${problem.schema}, and start again.`;
    case "tables_unreadable":
      return "The schema public holds tables of an earlier version of Parley, and this user may not read drizzle.__drizzle_migrations. Run npm run db:migrate once as the user that owns them.";
    case "table_missing":
      return `The installation in the schema public cannot be moved: it has no table "${problem.table}". Restore the table or the backup, then start again.`;
    case "migration_out_of_order":
      return `The migration ${problem.file} is older than the newest one in the database and was never applied. Generate it again, so that it comes last.`;
  }
}

/** No database is available. `problem` is the reason, `message` a sentence about it. */
export class DatabaseUnavailableError extends Error {
  override readonly name = "DatabaseUnavailableError";
  readonly problem: DatabaseProblem;

  constructor(problem: DatabaseProblem, options?: ErrorOptions) {
    super(describe(problem), options);
    this.problem = problem;
  }
}
