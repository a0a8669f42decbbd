import { connect, type Connection } from "@parley/db/connect";
import { migrate } from "@parley/db/migrate";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addBen, openServer, type Server, testJobs } from "./jobs-contract.ts";
import { openJobs } from "./open-jobs.ts";

let database: Connection;
let servers: Server[];

beforeEach(async () => {
  servers = [];
  database = await connect({ engine: "in-process", dataDir: null });
  await migrate(database.direct);
  await addBen(database);
});

afterEach(async () => {
  for (const { jobs } of servers) await jobs.drain();
  await database.close();
});

describe("the queue in PGlite", () => {
  testJobs(async (channels, settings) => {
    const server = await openServer(database, channels, settings);
    servers.push(server);
    return server;
  });
});

test("JOB-4: without the permission to create its tables, a server that has none refuses to start", async () => {
  const options = { database, migrates: false, onFault: () => undefined };
  await expect(openJobs(options)).rejects.toThrow("has no tables for background work");
});
