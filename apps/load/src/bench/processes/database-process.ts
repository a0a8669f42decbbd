// Runs a PostgreSQL in a folder, embedded or of a given directory of programs, and reports where it listens. SIGTERM
// ends both.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { openEmbedded } from "@parley/embedded-postgres";
import { freePort } from "@parley/embedded-postgres/free-port";

const [home = "", programs = ""] = process.argv.slice(2);

interface Opened {
  readonly url: string;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root; its packages create this user. */
function findOwner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const read = (option: string) =>
    Number(execFileSync("id", [option, "postgres"], { encoding: "utf8" }));
  return { uid: read("-u"), gid: read("-g") };
}

/** A new cluster with the defaults of these programs, on a free port. */
async function openInstalled(): Promise<Opened> {
  const owner = findOwner();
  const cluster = join(home, "cluster");
  await mkdir(cluster);
  if (owner !== undefined) {
    for (const folder of [home, cluster]) await chown(folder, owner.uid, owner.gid);
  }
  const options = { ...owner, cwd: "/", stdio: "inherit" } as const;
  const of = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"];
  execFileSync(join(programs, "initdb"), ["-D", cluster, ...of], options);
  const port = await freePort();
  const settings = { listen_addresses: "127.0.0.1", port, unix_socket_directories: "" };
  const server = spawn(
    join(programs, "postgres"),
    [
      "-D",
      cluster,
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ],
    { ...options, stdio: ["ignore", "inherit", "pipe"] },
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).once("exit", () => reject(new Error("PostgreSQL ended")));
    server.stderr.on("data", (chunk: Buffer) => {
      const text = chunk.toString();
      if (text.includes("ready to accept connections")) resolve();
      if (/FATAL|PANIC/.test(text)) console.error(text);
    });
  });
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async stop() {
      const ended = once(server, "exit");
      // The fast shutdown: it does not wait for sessions.
      server.kill("SIGINT");
      await ended;
    },
  };
}

const opened: Opened = await (programs === ""
  ? openEmbedded({
      dataDir: home,
      systemFolder: join(home, "system"),
      onFault: (fault) => console.error(fault),
    })
  : openInstalled());
console.log(`listening ${opened.url}`);
process.once("SIGTERM", () => {
  // The parent may be gone; leftover data would be gigabytes.
  void opened
    .stop()
    .then(() => rm(home, { recursive: true, force: true }))
    .then(() => process.exit(0));
});
setInterval(() => undefined, 2 ** 30);
