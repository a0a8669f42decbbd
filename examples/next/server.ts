import { createServer } from "node:http";
import { startPostgres } from "@parley/embedded-postgres";
import next from "next";

const port = Number(process.env.PORT ?? 3000);

/** In development a PostgreSQL is started in the folder `.data`, unless `DATABASE_URL` names yours. */
const started = process.env.DATABASE_URL ? null : await startPostgres({ dataDir: ".data" });
process.env.DATABASE_URL ??= started!.url;

const { migrate, seed } = await import("./lib/database.ts");
await migrate();
await seed();
await import("./lib/parley.ts");

const server = createServer();
const app = next({ dev: process.env.NODE_ENV !== "production", port, httpServer: server });
await app.prepare();
const handle = app.getRequestHandler();

server.on("request", (request, response) =>
  parley.handle(request, response, () => void handle(request, response)),
);
server.on("upgrade", parley.upgrade);
server.listen(port, () => console.log(`http://localhost:${port}`));

async function stop() {
  server.close();
  await parley.close();
  await app.close();
  await started?.stop();
  process.exit();
}

let stopping: Promise<void> | undefined;
// A terminal and a watcher both send a signal: the second one must not end what the first one is stopping.
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => (stopping ??= stop()));
