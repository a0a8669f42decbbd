import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DomainError,
  type FileStore,
  importFile,
  type ImportedFile,
  searchTextOf,
  tryFile,
} from "@parley/api/import-support";
import { limits } from "@parley/contract/limits";
import { fits } from "@parley/contract/text-rules";
import { files, messages } from "@parley/db/schema";
import { StartupProblem } from "@parley/standalone/startup-problem";
import { sql } from "drizzle-orm";
import type { ImportContext } from "../context.ts";
import { formatNumber } from "../terminal.ts";
import { findFile, readContent } from "./find-file.ts";

/** Where the files of messages are stored. */
export interface FilePlaces {
  /** As the servers use it. `check` throws if it does not work. */
  readonly store: FileStore & { readonly check: () => Promise<void> };
  /** One in an empty folder, with the same limits, in which files are tried. */
  readonly trialIn: (dir: string) => FileStore;
}

const NO_PLACE =
  "Messages of this export have files, and no place for them is configured: set FILES_DIR, or the variables of a bucket, as for the servers.";
const NO_ROOM =
  "The files of this export do not fit into FILES_TOTAL_MB. Set it higher, for the servers too, and run the same command again.";
const AWAY =
  "The store of files does not answer, or is full. Run the same command again to go on from there.";

/** Rows in memory at a time. */
const PAGE = 200;
const HOUR = 3_600_000;

interface Row extends Record<string, unknown> {
  no: number;
  line: number;
  at: number;
  fileId: string;
  path: string;
  name: string;
  alt: string | null;
  ownerId: string;
  messageId: string;
  /** Whether the message was imported before, and so without this file. */
  isLate: boolean;
}

/** Files that are not in Parley, of messages that are not deleted there. */
const missing = (after: number) => sql`
  select f.no, f.line, f.at, f.file_id as "fileId", f.path, f.name, f.alt, m.sender_id as "ownerId",
    m.message_id as "messageId", p.is_there as "isLate"
  from old_files f
  join old_messages m on m.line = f.line
  join posts p on p.line = f.line
  left join ${messages} x on x.sender_id = m.sender_id and x.id = m.message_id
  left join ${files} k on k.id = f.file_id and p.is_there
  where f.no > ${after} and k.id is null and x.deleted_at is null
  order by f.no limit ${PAGE}`;

/** All files, and those whose message has them, or had them until it was deleted here. */
const count = sql`
  select count(*)::int as total, (count(*) filter (where p.is_there and (
    exists (select from ${files} k where k.id = f.file_id) or exists (
      select from ${messages} x where x.sender_id = m.sender_id and x.id = m.message_id
        and x.deleted_at is not null))))::int as known
  from old_files f join old_messages m on m.line = f.line join posts p on p.line = f.line`;

const reasons = {
  too_large: "is larger than one file may be",
  user_quota: "has no room",
  installation_quota: "has no room",
  hash_mismatch: "changed while it was read",
  type_refused: "is of a kind that is not accepted",
  name_mismatch: "has a name of another kind than its content",
  has_macros: "is a document with macros",
  too_many_pixels: "is an image with too many pixels",
  damaged: "is damaged",
  infected: "has harmful content, as the scanner found",
} as const;

/** Stores or tries a file. */
type Take = (file: ImportedFile) => ReturnType<typeof importFile>;

async function unlessAway<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof DomainError && cause.reason === "unavailable")
      throw new StartupProblem(AWAY, { cause });
    throw cause;
  }
}

/** Why the message of a file is imported without it, in words that follow its path; undefined if it is not. */
async function takeRow(
  { source, fileTally }: ImportContext,
  { fileId, path, name, alt, ownerId, messageId }: Row,
  take: Take,
): Promise<string | undefined> {
  const found = await findFile(source.folder, path);
  if (!found.ok) return found.problem;
  const { size, sha256 } = found;
  fileTally.add({ bytes: size });
  const content = () => readContent(found.path, size);
  const said = { name, ...(alt !== null && { alt }) };
  const file = { fileId, ownerId, messageId, size, sha256, content, ...said };
  const state = await unlessAway(take(file));
  if (state.status === "ready") return undefined;
  if (state.problem === "installation_quota") throw new StartupProblem(NO_ROOM);
  const words = reasons[state.problem];
  return state.found === undefined ? words : `${words} (${state.found})`;
}

interface LeftOut {
  readonly line: number;
  readonly at: number;
  readonly path: string;
  readonly why: string;
}

const report = (leftOut: readonly LeftOut[]) => {
  const column = (key: keyof LeftOut) => sql.param(leftOut.map((each) => each[key]));
  return sql`
    with bad as (select * from unnest(${column("line")}::int[], ${column("at")}::int[], ${column("path")}::text[],
      ${column("why")}::text[]) as b (line, at, path, why)),
    marked as (update old_files f set problem = b.why from bad b where b.line = f.line and b.at = f.at)
    insert into remarks (part, line, field, problem)
    select 'messages', b.line, 'files.' || b.at,
      'names ' || b.path || ', which ' || b.why || ': the message is imported without it' from bad b order by b.line, b.at`;
};

/** A server removes files a day after they were uploaded, if no message has them by then. */
async function keepFromSweep({ session, clock }: ImportContext): Promise<void> {
  const now = clock.now();
  await session.db.execute(sql`
    update ${files} f set used_at = ${now} from old_files o
    where f.id = o.file_id and not f.is_kept and f.used_at < ${new Date(now.getTime() - 6 * HOUR)}`);
}

interface Taking {
  readonly take: Take;
  readonly takeLate: Take;
  readonly afterPage: () => Promise<void>;
}

async function takeAll(ctx: ImportContext, { take, takeLate, afterPage }: Taking): Promise<void> {
  const { session, fileTally, signal } = ctx;
  const { rows: counts } = await session.db.execute<{ total: number; known: number }>(count);
  const { total = 0, known = 0 } = counts[0] ?? {};
  fileTally.add({ files: total, alreadyThere: known });
  let done = known;
  for (let after = 0; ;) {
    const { rows } = await session.db.execute<Row>(missing(after));
    const last = rows.at(-1);
    if (last === undefined) return;
    const leftOut: LeftOut[] = [];
    for (const row of rows) {
      signal.throwIfAborted();
      const why = await takeRow(ctx, row, row.isLate ? takeLate : take);
      const late = row.isLate ? "was not there when the message was imported" : undefined;
      const problem = why ?? late;
      if (problem === undefined) fileTally.add({ imported: 1 });
      else leftOut.push({ line: row.line, at: row.at, path: row.path, why: problem });
      done += 1;
      const text = `files, ${formatNumber(done)} of ${formatNumber(total)}`;
      ctx.show({ done, total, text });
    }
    if (leftOut.length > 0) await session.db.execute(report(leftOut));
    fileTally.add({ leftOut: leftOut.length });
    await afterPage();
    after = last.no;
  }
}

/** Calls `use` with what tries files in a folder of its own. */
async function withTrial(
  { session }: ImportContext,
  places: FilePlaces,
  use: (take: Take) => Promise<void>,
): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), "parley-import-"));
  try {
    const trial = places.trialIn(dir);
    await use((file) => tryFile({ db: session.db, trial }, file));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Throws if messages have files and there is no place for them. */
export async function requirePlaces({ session, files: places }: ImportContext): Promise<void> {
  const { rows } = await session.db.execute(sql`select from old_files limit 1`);
  if (rows.length === 0) return;
  if (places === undefined) throw new StartupProblem(NO_PLACE);
  await unlessAway(places.store.check());
}

/** Reports what would become of the files. */
export async function tryFiles(ctx: ImportContext): Promise<void> {
  const { fileTally, session, files: places } = ctx;
  if (places === undefined) return;
  await withTrial(ctx, places, (take) =>
    takeAll(ctx, { take, takeLate: take, afterPage: async () => undefined }),
  );
  const { rows } = await session.db.execute<{ stored: number }>(
    sql`select coalesce(sum(stored_bytes), 0)::float8 as stored from ${files}`,
  );
  const needed = (rows[0]?.stored ?? 0) + fileTally.read().bytes;
  if (needed > places.store.limits.totalBytesMax) throw new StartupProblem(NO_ROOM);
}

interface Written extends Record<string, unknown> {
  line: number;
  body: string;
  taken: string[];
  leftOut: string[];
}

/** Messages with files: the names of those that are stored, and of those that are left out. */
const written = (after: number) => sql`
  select m.line, m.body, coalesce(array_agg(k.file->>'name' order by f.at) filter (where f.problem is null
      and k.file is not null), '{}') as taken,
    coalesce(array_agg(f.name order by f.at) filter (where f.problem is not null), '{}') as "leftOut"
  from old_files f join old_messages m on m.line = f.line left join ${files} k on k.id = f.file_id
  where m.line > ${after} group by m.line order by m.line limit ${PAGE}`;

/** Where a file is left out its name stays, so that readers know that there was one. */
const noted = ({ body, leftOut }: Written): string => {
  const text = [body, ...leftOut.map((name) => `[${name}]`)]
    .filter((each) => each !== "")
    .join("\n");
  return fits(text, limits.bodyMax) ? text : body;
};

/** Names in the texts what is left out, and finds messages by the names of their files. */
async function writeNames({ session }: ImportContext): Promise<void> {
  for (let after = 0; ;) {
    const { rows } = await session.db.execute<Written>(written(after));
    const last = rows.at(-1);
    if (last === undefined) return;
    const texts = rows.map((row) => {
      const body = noted(row);
      return { body, searched: searchTextOf({ body, files: row.taken.map((name) => ({ name })) }) };
    });
    await session.db.execute(sql`
      update old_messages m set body = n.body, search_text = n.searched
      from unnest(${sql.param(rows.map(({ line }) => line))}::int[], ${sql.param(texts.map(({ body }) => body))}::text[],
        ${sql.param(texts.map(({ searched }) => searched))}::text[]) as n (line, body, searched)
      where n.line = m.line`);
    after = last.line;
  }
}

/** Stores the files of new messages, whose senders are stored, before the messages themselves. */
export async function storeFiles(ctx: ImportContext): Promise<void> {
  const { session, clock, files: places } = ctx;
  if (places === undefined) return;
  const { store } = places;
  const take: Take = (file) => importFile({ db: session.db, clock, files: store }, file);
  await withTrial(ctx, places, (takeLate) =>
    takeAll(ctx, { take, takeLate, afterPage: () => keepFromSweep(ctx) }),
  );
  await keepFromSweep(ctx);
  await writeNames(ctx);
}
