// npm run db:migrate: applies the migrations to a database, as a server does at its start.
import { connect } from "../packages/db/src/connect.ts";
import { DatabaseUnavailableError } from "../packages/db/src/database-unavailable.ts";
import { migrate } from "../packages/db/src/migrate.ts";
import { openJobs } from "../packages/server/src/jobs/open-jobs.ts";

const schema = process.env["DATABASE_SCHEMA"] || undefined;
const url = process.env["DATABASE_DIRECT_URL"] ?? process.env["DATABASE_URL"];

async function main(): Promise<string> {
  if (url === undefined || url === "")
    throw new Error(
      "DATABASE_URL is not set. (The embedded database needs no such command: npm start migrates it.)",
    );
  const database = await connect({ engine: "postgres", url }, { schema });
  try {
    await migrate(database.direct);
    const { drain } = await openJobs({ database, migrates: true, onFault: console.error });
    await drain();
    return `${database.description}: the schema ${database.db.schema} is up to date.`;
  } finally {
    await database.close();
  }
}

try {
  console.log(await main());
} catch (fault) {
  const isExplained = fault instanceof DatabaseUnavailableError || url === undefined || url === "";
  console.error(isExplained && fault instanceof Error ? fault.message : fault);
  process.exitCode = 1;
}
