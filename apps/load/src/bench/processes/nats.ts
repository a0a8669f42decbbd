import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { freePort } from "@parley/embedded-postgres/free-port";
import { type Child, startChild } from "./child.ts";
import { programEnvironment } from "./environment.ts";
import { type Layout, pinned } from "./cores.ts";

/** Paths of the program: a system folder may be missing in a user's PATH. */
export function findNats(path = programEnvironment().PATH): string | undefined {
  const folders = [...path.split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  return folders.map((folder) => join(folder, "nats-server")).find((file) => existsSync(file));
}

/** Starts a NATS for this run, on the serving core. */
export async function startNats(program: string, layout: Layout): Promise<Child & { url: string }> {
  const port = await freePort();
  const child = startChild({
    command: pinned(layout, "serving", [program, "-a", "127.0.0.1", "-p", String(port)]),
    env: {},
  });
  await child.line(/Server is ready/);
  return { ...child, url: `nats://127.0.0.1:${port}` };
}
