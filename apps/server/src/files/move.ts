import { connect } from "@parley/db/connect";
import { openPlaces } from "@parley/server/files/file-store";
import { moveFiles, type MoveResult } from "@parley/server/files/move-files";
import { databaseTarget } from "../database-target.ts";
import { readDatabaseEnv, readEnv } from "../env.ts";
import { explain } from "../explain.ts";
import { StartupProblem } from "../startup-problem.ts";

const USAGE = `Usage: npm run files:move
Moves files to the store to which new ones are written, with the variables of the servers, while they run. It needs
both FILES_DIR and the variables of a bucket: FILES_STORE=s3 moves files to the bucket, FILES_STORE=disk to the folder.
It can be stopped, and continues when it is run again.
`;

const megabytes = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(1)} MB`;

/** Milliseconds between two lines about the progress. */
const INTERVAL = 5_000;

function createReport(): (sofar: MoveResult) => void {
  let next = Date.now() + INTERVAL;
  return ({ moved, bytes }) => {
    if (Date.now() < next) return;
    next = Date.now() + INTERVAL;
    process.stdout.write(`${moved} files moved so far, ${megabytes(bytes)}\n`);
  };
}

async function move(): Promise<boolean> {
  const { files } = readEnv();
  const [to, from] = files === undefined ? [] : openPlaces(files);
  if (to === undefined || from === undefined) throw new StartupProblem(USAGE);
  await to.check();
  await from.check();
  const read = readDatabaseEnv();
  const database = await connect(databaseTarget(read), { schema: read.databaseSchema });
  try {
    const onProgress = createReport();
    const result = await moveFiles({ db: database.db, from, to, onProgress });
    const { moved, bytes, damaged, unknown } = result;
    process.stdout.write(
      `${moved} files moved from ${from.name} to ${to.name}, ${megabytes(bytes)}.\n`,
    );
    for (const id of damaged)
      process.stdout.write(`${id} stays: its bytes are not those that were uploaded.\n`);
    if (unknown > 0)
      process.stdout.write(`${unknown} stay that are no files of messages: npm run doctor.\n`);
    return damaged.length === 0;
  } finally {
    await database.close();
  }
}

try {
  process.exitCode = (await move()) ? 0 : 1;
} catch (fault) {
  const why = explain(fault, undefined);
  if (why === undefined) throw fault;
  process.stderr.write(`${why.trimEnd()}\n`);
  process.exitCode = 1;
}
