// The plain alternative of reads: one statement behind a bare route. No token, no account, no policy, no schemas.
import { createServer } from "node:http";
import pg from "pg";
import { WebSocketServer } from "ws";
import { type PlainName, plainStatements } from "./plain-statements.ts";

const [databaseUrl = ""] = process.argv.slice(2);
// Sessions as they are without settings of Parley.
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });

const server = createServer((request, response) => {
  const url = new URL(request.url ?? "/", "http://plain");
  // Only read-connections.ts calls it.
  const name = url.pathname.slice(1) as PlainName;
  const values = JSON.parse(url.searchParams.get("values") ?? "[]") as unknown[];
  const { text, isNamed } = plainStatements[name];
  pool.query({ text, values, ...(isNamed && { name }) }).then(
    ({ rows }) => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(rows));
    },
    (fault: unknown) => {
      response.statusCode = 500;
      response.end(String(fault));
    },
  );
});
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on("connection", (socket) => socket.on("error", () => undefined));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(`listening http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`);
});
process.once("SIGTERM", () => process.exit(0));
