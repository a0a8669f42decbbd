import { chmod, mkdtemp, readdir, realpath, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clusterPath } from "../cluster.ts";
import { lockDataDirectory } from "../data-lock.ts";
import { type EmbeddedPostgres, openEmbedded, SYSTEM_FOLDER } from "../embedded-postgres.ts";
import { endLeftover } from "../leftover.ts";

const PREFIX = "parley-test-";

async function removeTestDirectory(directory: string): Promise<void> {
  // If the system user cannot reach the temporary folder, the cluster is elsewhere.
  const cluster = await realpath(clusterPath(directory)).catch(() => null);
  if (cluster !== null) await rm(cluster, { recursive: true, force: true });
  await rm(directory, { recursive: true, force: true });
}

/** Ends and removes what test runs that were killed left in the temporary folder. */
async function sweepTestDirectories(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const directory = join(tmpdir(), name);
    if (
      !name.startsWith(PREFIX) ||
      (await stat(join(directory, "lock")).catch(() => null)) === null
    ) {
      continue;
    }
    const lock = await lockDataDirectory(directory).catch(() => null);
    if (lock === null) continue;
    await endLeftover(await realpath(clusterPath(directory)).catch(() => directory));
    await removeTestDirectory(directory);
  }
}

/** Starts a PostgreSQL of one test run in the temporary folder; its data are removed when it stops. */
export async function startTestServer(): Promise<EmbeddedPostgres> {
  await sweepTestDirectories();
  const dataDir = await realpath(await mkdtemp(join(tmpdir(), PREFIX)));
  await chmod(dataDir, 0o755);
  const lock = await lockDataDirectory(dataDir);
  const onFault = (fault: Error) => console.warn(fault.message);
  const opened = await openEmbedded({ dataDir, systemFolder: SYSTEM_FOLDER, onFault });
  return {
    ...opened,
    stop: async () => {
      await opened.stop();
      await lock.release();
      await removeTestDirectory(dataDir);
    },
  };
}
