// Runs before drizzle-kit, which exits silently if it cannot connect.
import pg from "pg";

// The address that studio.config.ts uses.
const url = process.env["DATABASE_DIRECT_URL"] ?? process.env["DATABASE_URL"];

async function problem(): Promise<string | undefined> {
  if (url === undefined || url === "") {
    return "DATABASE_URL is not set. (The embedded database needs no such command: npm start migrates it.)";
  }
  if (!URL.canParse(url))
    return "DATABASE_URL is not a URL like postgres://user:password@host:5432/name";
  const { host, pathname } = new URL(url);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    await client.end();
    return undefined;
  } catch (cause) {
    const errors = cause instanceof AggregateError ? cause.errors : [cause];
    const [first] = errors.filter((error) => error instanceof Error);
    return `Cannot connect to ${host}${pathname}: ${first?.message ?? String(cause)}`;
  }
}

const found = await problem();
if (found !== undefined) {
  console.error(found);
  process.exit(1);
}
