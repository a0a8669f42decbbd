import { once } from "node:events";
import { createServer, type AddressInfo, type Server } from "node:net";
import { inspect } from "node:util";
import { afterEach, expect, test } from "vitest";
import { connect } from "../connect.ts";
import { DatabaseUnavailableError, type DatabaseProblem } from "../database-unavailable.ts";
import { unfitness } from "./postgres/fitness.ts";

const PASSWORD = "correct-horse";
const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.close();
    await once(server, "close");
  }
});

/** Connects, and returns why that failed, after a check that the password did not leak. */
async function refusal(url: string): Promise<DatabaseUnavailableError> {
  const error: unknown = await connect({ engine: "postgres", url }).then(
    async (connection) => {
      await connection.close();
      return null;
    },
    (reason: unknown) => reason,
  );
  if (!(error instanceof DatabaseUnavailableError)) throw error;
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("horse");
  expect(error.message).not.toContain("\n");
  return error;
}

async function listen(answer: (server: Server) => void): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  servers.push(server);
  answer(server);
  await once(server, "listening");
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test.each([
  ["hello"],
  ["mysql://u:correct-horse@host/db"],
  ["postgres://u:correct-horse@host:70000/db"],
  ["postgres://u:correct-horse@ho st:x/db"],
  ["postgres://u:correct-horse@host/db?port=abc"],
  ["postgres://u:correct-horse@host/db?port=0"],
  ["postgres://u:correct-horse@host/db?port=70000"],
  ["postgres://u:12#correct-horse@host/db"],
  ["postgres://u:12/correct-horse@host/db"],
  ["postgres://u:12?correct-horse@host/db"],
  ["postgres://u:correct-horse@host/db?sslmode=verify-full&sslrootcert=/no/such/file"],
  [""],
])("DATABASE_URL=%s is refused as an invalid address", async (url) => {
  expect((await refusal(url)).problem.kind).toBe("bad_url");
});

test("a port where nothing listens is named, with the host", async () => {
  const host = await listen(() => undefined);
  for (const server of servers.splice(0)) {
    server.close();
    await once(server, "close");
  }
  const { problem, message } = await refusal(`postgres://u:${PASSWORD}@${host}/db`);
  expect(problem).toEqual({ kind: "unreachable", host, detail: "nothing listens there" });
  expect(message).toBe(`The database at ${host} cannot be reached: nothing listens there.`);
});

test("a host that does not exist is named", async () => {
  const { problem } = await refusal(`postgres://u:${PASSWORD}@no-such-host.invalid/db`);
  expect(problem).toMatchObject({ kind: "unreachable", host: "no-such-host.invalid:5432" });
});

test("something that is not PostgreSQL is refused", async () => {
  const host = await listen((server) =>
    server.on("connection", (socket) => socket.resume().end("HTTP/1.1 400 Bad Request\r\n\r\n")),
  );
  const { problem } = await refusal(`postgres://u:${PASSWORD}@${host}/db`);
  expect(problem).toMatchObject({ kind: "unreachable", host });
});

/** An ErrorResponse of the PostgreSQL protocol. */
function errorResponse(code: string, text: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${text}\0\0`);
  const head = Buffer.alloc(5, "E");
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

const answers: [string, string, string, DatabaseProblem["kind"]][] = [
  ["is full", "53300", "sorry, too many clients already", "unreachable"],
  ["is starting", "57P03", "the database system is starting up", "unreachable"],
  ["wants no such user", "28000", "no pg_hba.conf entry for host", "sign_in_refused"],
  ["is PgBouncer", "08P01", "unsupported startup parameter: statement_timeout", "unfit"],
];

test.each(answers)(
  "a server that %s is refused with that reason",
  async (_title, code, text, kind) => {
    const host = await listen((server) =>
      server.on("connection", (socket) =>
        socket.once("data", () => socket.end(errorResponse(code, text))),
      ),
    );
    const { problem } = await refusal(`postgres://u:${PASSWORD}@${host}/db?sslmode=disable`);
    expect(problem).toMatchObject({ kind, host });
  },
);

test("PostgreSQL 14, another encoding, and a read-only server are refused; 15 is accepted", () => {
  const fit = {
    number: 150_000,
    version: "15.0",
    encoding: "UTF8",
    readonly: false,
    syncs: true,
    takesSettings: true,
  };
  expect(unfitness(fit)).toBeNull();
  expect(unfitness({ ...fit, number: 140_011, version: "14.11" })).toBe(
    "it is PostgreSQL 14.11, and Parley needs 15 or newer",
  );
  expect(unfitness({ ...fit, encoding: "SQL_ASCII" })).toContain("SQL_ASCII");
  expect(unfitness({ ...fit, readonly: true })).toBe("it does not accept writes");
  expect(unfitness({ ...fit, takesSettings: false })).toContain("DATABASE_DIRECT_URL");
});
