// Domain figures, without a server or a network: `npm run bench:domain`.
import { cpus, loadavg, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { connect } from "@parley/db/connect";
import { migrate } from "@parley/db/migrate";
import { startDatabases } from "./databases.ts";
import { measureFresh } from "./fresh.ts";
import { measureReads, seedReads } from "./reads.ts";
import { freshTable, readTable, sendTable } from "./report.ts";
import { measureSends } from "./sends.ts";

const { values } = parseArgs({
  options: {
    folder: { type: "string", default: "/var/tmp" },
    messages: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "7" },
    calls: { type: "string", default: "300" },
    only: { type: "string", default: "sends,fresh,reads" },
  },
});
const rounds = Number(values.rounds);
const calls = Number(values.calls);
const sizes = { middle: 10_000, long: Number(values.messages) };
const parts = new Set(values.only.split(","));
const load = () =>
  `load of the machine ${loadavg()
    .map((of) => of.toFixed(1))
    .join(", ")}`;
const note = (line: string) => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);

await using databases = await startDatabases(values.folder);
console.log(
  `${databases.description}; ${cpus().length} cores (${cpus()[0]?.model ?? "?"}), ${Math.round(totalmem() / 2 ** 30)} GiB; Node ${process.versions.node}; ${load()}\n`,
);

if (parts.has("sends")) {
  note("sends on PostgreSQL");
  const { db } = await databases.open("sends");
  console.log(sendTable("PostgreSQL", await measureSends(db, { rounds, milliseconds: 2_000 })));
  note(`sends on PGlite; ${load()}`);
  const inProcess = await connect({ engine: "in-process", dataDir: null });
  await migrate(inProcess.db);
  const onPglite = await measureSends(inProcess.db, { rounds, milliseconds: 1_000 });
  console.log(sendTable("PGlite", onPglite));
  await inProcess.close();
}

if (parts.has("fresh")) {
  note(`databases that were empty a moment ago; ${load()}`);
  const off = await databases.open("fresh_off");
  const on = await databases.open("fresh_on", "enable_seqscan=on");
  const [usual = [], free = []] = await measureFresh([off.db, on.db], {
    windows: 6,
    milliseconds: 3_000,
  });
  console.log(freshTable(usual, free));
}

if (parts.has("reads")) {
  note(`filling and sealing ${sizes.long} messages; ${load()}`);
  const usual = await databases.open("reads");
  await seedReads(usual.db, sizes);
  note(`reads; ${load()}`);
  const free = await databases.open("reads", "enable_seqscan=on");
  console.log(readTable(await measureReads([usual.db, free.db], { ...sizes, rounds, calls })));
}
note(`done; ${load()}`);
