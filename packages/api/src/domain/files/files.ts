import { createHmac, timingSafeEqual } from "node:crypto";
import {
  type BeginFileInput,
  type FileInput,
  type FileLinks,
  type FileLinksInput,
  type FileProblem,
  fileIdSchema,
  fileProblemSchema,
  type FilesPage,
  type FileState,
  type FileVariant,
  fileVariants,
  type ListFilesInput,
  type MessageFile,
} from "@parley/contract/files";
import type { Database, Executor } from "@parley/db/database";
import { loadSecret } from "@parley/db/load-secret";
import {
  files,
  fileSecret,
  infectedFiles,
  messages,
  participants,
  scheduledMessages,
  users,
} from "@parley/db/schema";
import {
  computed,
  type Fragment,
  fragment,
  outerJoined,
  type RowOf,
  statement,
} from "@parley/db/statement";
import { and, eq, lt, or, sql } from "drizzle-orm";
import type { Actor, Call, Platform } from "../context.ts";
import { DomainError, invalidInput, orNotFound } from "../errors.ts";
import { lockUser } from "../lock-user.ts";
import { toTime } from "../moment.ts";
import { isVisible } from "../participants/visibility.ts";
import { blocks } from "../policy/facts.ts";
import type { FileStore } from "./file-store.ts";
import { releaseUnscanned } from "./scan-files.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LINK_LIFE = 5 * MINUTE;
/** An upload that is not finished, and a file that is not sent, is removed after this. */
const UNSENT_LIFE = DAY;
/** The files of a deleted message are kept for as long as an ADMIN may have to look into it. */
const DELETED_LIFE = 30 * DAY;
/** Files of one page, and of one round of the sweep. */
const PAGE = 50;

/** What uploads need to know of their caller and of the platform. */
export interface UploadContext extends Pick<Platform, "files" | "clock" | "meter"> {
  readonly db: Executor & Pick<Database, "transaction">;
  readonly actor: Pick<Actor, "id">;
}

const storeOf = ({ files: store }: Pick<Platform, "files">): FileStore => {
  if (store === undefined) throw new DomainError("forbidden");
  return store;
};

const fileColumns = {
  id: files.id,
  ownerId: files.ownerId,
  name: files.name,
  size: files.size,
  sha256: files.sha256,
  said: files.said,
  state: files.state,
  file: files.file,
  problem: files.problem,
  found: files.found,
  messageId: files.messageId,
} as const;

type FileRow = Pick<typeof files.$inferSelect, keyof typeof fileColumns>;

async function ownFile(db: Executor, { ctx, id }: { ctx: UploadContext; id: string }) {
  const [row] = await db
    .select(fileColumns)
    .from(files)
    .where(and(eq(files.id, id), eq(files.ownerId, ctx.actor.id)));
  return row;
}

async function stateOf(store: FileStore, row: FileRow): Promise<FileState> {
  switch (row.state) {
    case "ready":
      return { status: "ready", file: orNotFound(row.file) };
    case "refused": {
      const problem = fileProblemSchema.parse(row.problem);
      return { status: "refused", problem, ...(row.found !== null && { found: row.found }) };
    }
    case "uploading": {
      const received = Math.min(await store.received(row.id), row.size);
      return { status: "uploading", received, partBytes: store.limits.partBytes };
    }
  }
}

const storedBytes = statement({
  name: "files.stored-bytes",
  row: { own: computed.float, total: computed.float },
  sql: (userId: string) => sql`
    select coalesce(sum(stored_bytes) filter (where owner_id = ${userId}), 0)::float8 as own,
      coalesce(sum(stored_bytes), 0)::float8 as total
    from ${files}`,
  examples: ["ada"],
});

interface Announcement {
  readonly store: FileStore;
  readonly userId: string;
  readonly input: BeginFileInput;
}

/** Why a file is not accepted, before a byte of it is sent. */
export async function announcementProblem(
  tx: Executor,
  { store, userId, input: { size, sha256 } }: Announcement,
): Promise<FileProblem | undefined> {
  const { bytesMax, userBytesMax, totalBytesMax } = store.limits;
  if (size > bytesMax) return "too_large";
  const harmful = eq(infectedFiles.sha256, sha256);
  const [known] = await tx
    .select({ found: infectedFiles.found })
    .from(infectedFiles)
    .where(harmful);
  if (known !== undefined) return "infected";
  const [stored] = await storedBytes(tx, userId);
  const { own, total } = orNotFound(stored);
  if (own + size > userBytesMax) return "user_quota";
  return total + size > totalBytesMax ? "installation_quota" : undefined;
}

const isSame = (row: FileRow, { name, size, sha256 }: BeginFileInput) =>
  row.name === name && row.size === size && row.sha256 === sha256;

/** The message of a file, if it is stored. */
const isSent = (file: string): Fragment => fragment`exists (
  select from ${messages} m where m.sender_id = ${file}.owner_id and m.id = ${file}.message_id)`;

/** Whether a message has a file: one that is stored, or is to be sent later. */
const isTaken = (file: string): Fragment => fragment`(${isSent(file)} or exists (
  select from ${scheduledMessages} s where s.user_id = ${file}.owner_id and s.id = ${file}.message_id))`;

/** Sets what an image shows, which its sender may say after it was uploaded, until it is sent. */
async function describeFile(tx: Executor, row: FileRow, alt: string | undefined): Promise<FileRow> {
  if (alt === undefined || alt === row.said.alt) return row;
  const file = row.file && { ...row.file, alt };
  const [described] = await tx
    .update(files)
    .set({ said: { ...row.said, alt }, file })
    .where(and(eq(files.id, row.id), sql`not ${isTaken("files")}`))
    .returning(fileColumns);
  return described ?? row;
}

/**
 * Announces a file of the caller, or returns where a file is that was announced before. Another file under the same id is
 * `idempotency_conflict`.
 */
export async function beginFile({
  ctx,
  input,
}: Call<BeginFileInput, UploadContext>): Promise<FileState> {
  const store = storeOf(ctx);
  const { fileId: id, name, size, sha256, alt, voice } = input;
  const userId = ctx.actor.id;
  const begun = await ctx.db.transaction(async (tx) => {
    // The quota counts what concurrent calls of the same user announce.
    await lockUser(tx, userId);
    const [known] = await tx.select(fileColumns).from(files).where(eq(files.id, id));
    if (known !== undefined) {
      if (known.ownerId !== userId || !isSame(known, input))
        throw new DomainError("idempotency_conflict");
      return describeFile(tx, known, alt);
    }
    const problem = await announcementProblem(tx, { store, userId, input });
    if (problem !== undefined) return problem;
    const said = { ...(alt !== undefined && { alt }), ...(voice !== undefined && { voice }) };
    const [created] = await tx
      .insert(files)
      .values({
        id,
        ownerId: userId,
        name,
        size,
        sha256,
        said,
        state: "uploading",
        storedBytes: size,
        usedAt: ctx.clock.now(),
      })
      .returning(fileColumns);
    return orNotFound(created);
  });
  if (typeof begun !== "string") return stateOf(store, begun);
  ctx.meter.fileFinished(begun, 0);
  return { status: "refused", problem: begun };
}

/** The size of an upload of the caller that is not finished. */
export async function openUpload({
  ctx,
  input: { fileId: id },
}: Call<FileInput>): Promise<{ readonly size: number }> {
  storeOf(ctx);
  const row = orNotFound(await ownFile(ctx.db, { ctx, id }));
  if (row.state !== "uploading") throw new DomainError("not_found");
  return { size: row.size };
}

/** Checks a file whose bytes have all been sent. A repeat returns the first result. */
export async function finishFile({
  ctx,
  input: { fileId: id },
}: Call<FileInput, UploadContext>): Promise<FileState> {
  const store = storeOf(ctx);
  const row = orNotFound(await ownFile(ctx.db, { ctx, id }));
  const before = await stateOf(store, row);
  if (before.status !== "uploading" || before.received < row.size) return before;
  const { name, size, sha256, said } = row;
  const examined = await store.examine({ id, name, size, sha256, ...said });
  const set = examined.ok
    ? {
        state: "ready" as const,
        file: examined.file,
        storedBytes: examined.storedBytes,
        ...(store.scanner !== undefined && { scan: "pending" as const, scanAt: ctx.clock.now() }),
      }
    : {
        state: "refused" as const,
        problem: examined.problem,
        found: examined.found ?? null,
        storedBytes: 0,
      };
  // Of two calls at once the first decides, and a file that was discarded meanwhile stays so.
  const [decided] = await ctx.db
    .update(files)
    .set(set)
    .where(and(eq(files.id, id), eq(files.state, "uploading")))
    .returning(fileColumns);
  if (decided !== undefined) ctx.meter.fileFinished(examined.ok ? "ready" : examined.problem, size);
  const after = decided ?? (await ownFile(ctx.db, { ctx, id }));
  // The row decides; bytes that are left are found by the sweep.
  if (after?.state === "ready") await store.dropUpload(id);
  else await store.remove(id);
  return stateOf(store, orNotFound(after));
}

const lockedFiles = statement({
  name: "files.lock",
  row: { id: files.id },
  sql: ({ userId, fileIds }: Viewing) => sql`
    select f.id from ${files} f where f.id = any(${sql.param(fileIds)}::uuid[]) and f.owner_id = ${userId}
    order by f.id for update`,
  examples: [{ userId: "ada", fileIds: [] }],
});

/** Removes a file of the caller that no message has. One that is not there is not an error. */
export async function discardFile({
  ctx,
  input: { fileId },
}: Call<FileInput, UploadContext>): Promise<void> {
  const store = storeOf(ctx);
  const isGone = await ctx.db.transaction(async (tx) => {
    const own = await lockedFiles(tx, { userId: ctx.actor.id, fileIds: [fileId] });
    if (own.length === 0) return false;
    // A statement of its own: it sees what was committed while it waited for the lock.
    const isFree = and(eq(files.id, fileId), sql`not ${isTaken("files")}`);
    const removed = await tx.delete(files).where(isFree).returning({ id: files.id });
    if (removed.length === 0) throw new DomainError("forbidden");
    return true;
  });
  if (isGone) await store.remove(fileId);
}

interface MessageOfFiles {
  readonly userId: string;
  readonly messageId: string;
}

/** For a message that the sender is about to send, or to leave for later. */
interface Claim extends MessageOfFiles {
  readonly fileIds: readonly string[];
}

type ClaimContext = Pick<UploadContext, "db" | "files" | "clock">;

/** A file of a message that was never stored, such as one that was refused, can be sent with another one. */
const claimed = statement({
  name: "files.claim",
  row: { file: files.file },
  sql: ({ userId, messageId, fileIds, now }: Claim & { now: Date }) => sql`
    update ${files} f set message_id = ${messageId}, used_at = ${now}, is_kept = false
    where f.id = any(${sql.param(fileIds)}::uuid[]) and f.owner_id = ${userId} and f.state = 'ready'
      and (f.message_id is null or f.message_id = ${messageId} or not ${isTaken("f")})
    returning f.file`,
  examples: [{ userId: "ada", messageId: "", fileIds: [], now: new Date(0) }],
});

/** As `claimFiles`, in a transaction that ends if a file cannot be had. */
export async function claimFilesIn(
  tx: Executor,
  { ctx, ...claim }: Claim & { readonly ctx: ClaimContext },
): Promise<MessageFile[]> {
  storeOf(ctx);
  const { fileIds } = claim;
  // First the locks: the next statement sees what was scheduled with these files until then.
  await lockedFiles(tx, claim);
  const rows = await claimed(tx, { ...claim, now: ctx.clock.now() });
  const byId = new Map(rows.flatMap(({ file }) => (file === null ? [] : [[file.id, file]])));
  return fileIds.map((id, at) => {
    const file = byId.get(id);
    if (file === undefined || fileIds.indexOf(id) !== at)
      throw invalidInput(`files.${at}`, "is not a file of the sender that is ready to be sent");
    return file;
  });
}

/** Reserves files of the sender for a message, which is sent next. A repeat for the same message returns the same files. */
export const claimFiles = (ctx: ClaimContext, claim: Claim): Promise<MessageFile[]> =>
  ctx.db.transaction((tx) => claimFilesIn(tx, { ctx, ...claim }));

/** The files of a message that will not be sent: for a day they can be sent with another one. */
export const releaseFiles = (
  tx: Executor,
  { userId, messageId, now }: MessageOfFiles & { readonly now: Date },
) =>
  tx
    .update(files)
    .set({ usedAt: now })
    .where(and(eq(files.ownerId, userId), eq(files.messageId, messageId)));

interface Viewing {
  readonly userId: string;
  readonly fileIds: readonly string[];
}

/**
 * Files that a user may fetch: those of messages that they see as present participants, unless the sender blocks them;
 * and their own until they are sent.
 */
const visibleFiles = statement({
  name: "files.visible",
  row: { id: files.id, file: files.file, scan: files.scan },
  sql: ({ userId, fileIds }: Viewing) => sql`
    select f.id, f.file, f.scan from ${files} f
    join ${users} me on me.id = ${userId} and me.status = 'active'
    left join ${messages} m on m.sender_id = f.owner_id and m.id = f.message_id
    left join ${participants} p on p.conversation_id = m.conversation_id and p.user_id = me.id
    where f.id = any(${sql.param(fileIds)}::uuid[]) and (f.state = 'ready' or f.scan = 'infected')
      and case when m.id is null then f.owner_id = me.id else
        m.deleted_at is null and p.left_seq is null and ${isVisible({ participant: "p", seq: "m.seq" })}
        and not ${blocks("f.owner_id", "me.id")} end`,
  examples: [{ userId: "ada", fileIds: [] }],
});

const variantsOf = ({ kind, type }: MessageFile): readonly FileVariant[] => {
  if (kind !== "image") return ["full"];
  // What moves is shown as it is.
  return type === "image/gif" ? ["full", "thumb"] : fileVariants;
};

interface Link {
  readonly fileId: string;
  readonly variant: FileVariant;
  readonly userId: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

const signatureOf = (secret: Buffer, { fileId, variant, userId, until }: Link) =>
  createHmac("sha256", secret)
    .update([fileId, variant, userId, until].join("\0"))
    .digest("base64url");

function pathOf(
  { secret, address = "" }: { secret: Buffer; address?: string | undefined },
  link: Link,
): string {
  const { fileId, variant, userId, until } = link;
  const query = new URLSearchParams({
    for: userId,
    until: String(until),
    signature: signatureOf(secret, link),
  });
  return `${address}/files/${fileId}/${variant}?${query.toString()}`;
}

type Visible = Pick<typeof files.$inferSelect, "scan">;

const isWithheld = ({ scanner }: FileStore, { scan }: Visible): boolean =>
  scan !== null && !(scan === "failed" && scanner?.deliversFailed === true);

/** Where the caller fetches files, for five minutes. Files that the caller may not see are left out. */
export async function linkFiles({ ctx, input }: Call<FileLinksInput>): Promise<FileLinks> {
  const store = storeOf(ctx);
  const userId = ctx.actor.id;
  const visible = await visibleFiles(ctx.db, { userId, fileIds: input.fileIds });
  const rows = visible.filter((row) => !isWithheld(store, row));
  const withheld = visible.flatMap((row) =>
    isWithheld(store, row) && row.scan !== null ? [{ fileId: row.id, reason: row.scan }] : [],
  );
  const { address } = store;
  const secret = await loadSecret(ctx.db, fileSecret);
  const until = ctx.clock.now().getTime() + LINK_LIFE;
  const byId = new Map(
    rows.flatMap(({ id, file }) => (file === null ? [] : [[id, file] as const])),
  );
  const links = [...new Set(input.fileIds)].flatMap((fileId) => {
    const file = byId.get(fileId);
    if (file === undefined) return [];
    const paths = variantsOf(file).map((variant) => [
      variant,
      pathOf({ secret, address }, { fileId, variant, userId, until }),
    ]);
    // `variantsOf` always has `full`.
    return [{ fileId, ...(Object.fromEntries(paths) as { full: string }) }];
  });
  const expiresAt = new Date(until).toISOString();
  return { links, ...(withheld.length > 0 && { withheld }), expiresAt };
}

/** A file as a link names it, if the link is valid and its user may still see the file. Otherwise `not_found`. */
export async function findLinkedFile(
  ctx: Platform,
  { signature, ...link }: Link & { readonly signature: string },
): Promise<MessageFile> {
  const store = storeOf(ctx);
  const expected = Buffer.from(signatureOf(await loadSecret(ctx.db, fileSecret), link));
  const given = Buffer.from(signature);
  const isSigned = given.length === expected.length && timingSafeEqual(given, expected);
  if (!isSigned || ctx.clock.now().getTime() > link.until) throw new DomainError("not_found");
  const { userId, fileId } = link;
  const [row] = await ctx.reads.run(() => visibleFiles(ctx.db, { userId, fileIds: [fileId] }));
  return orNotFound(row === undefined || isWithheld(store, row) ? undefined : row.file);
}

const sharedRow = {
  seq: messages.seq,
  sender_id: messages.senderId,
  created_at: messages.createdAt,
  files: messages.files,
} as const;

/** One row with nulls for a conversation without files; none for one of which the caller is no participant. */
const sharedFiles = statement({
  name: "files.list",
  row: outerJoined(sharedRow),
  sql: ({ conversationId, before, userId }: ListFilesInput & { userId: string }) => sql`
    select m.seq, m.sender_id, m.created_at, m.files
    from ${participants} p
    left join lateral (
      select * from ${messages} x
      where x.conversation_id = p.conversation_id and x.files is not null and x.deleted_at is null
        and p.left_seq is null and ${isVisible({ participant: "p", seq: "x.seq" })}
        and x.seq < coalesce(${before ?? null}::int, 2147483647)
        and not ${blocks("x.sender_id", "p.user_id")}
      order by x.seq desc limit ${PAGE}
    ) m on true
    where p.conversation_id = ${conversationId} and p.user_id = ${userId}
    order by m.seq desc`,
  examples: [{ conversationId: "", userId: "ada" }],
});

const toShared = (row: RowOf<typeof sharedRow>) =>
  (row.files ?? []).map((file) => ({
    seq: row.seq,
    senderId: row.sender_id,
    at: toTime(row.created_at),
    file,
  }));

/** The files that the caller can see in a conversation, the newest first. A foreign one is `not_found`. */
export async function listFiles({ ctx, input }: Call<ListFilesInput>): Promise<FilesPage> {
  const rows = await sharedFiles(ctx.db, { ...input, userId: ctx.actor.id });
  orNotFound(rows[0]);
  // The columns of a message are null together.
  const found = rows.flatMap((row) => (row.seq === null ? [] : [row as RowOf<typeof sharedRow>]));
  const last = found.length < PAGE ? undefined : found.at(-1);
  return { files: found.flatMap(toShared), nextBefore: last?.seq ?? null };
}

interface DroppedFiles {
  readonly sender_id: string;
  readonly id: string;
  readonly now: Date;
}

/** With the deletion of their message files are out of reach; their bytes are removed later. */
export const dropFiles = (tx: Executor, { sender_id: ownerId, id, now }: DroppedFiles) =>
  tx
    .update(files)
    .set({ goneAt: now })
    .where(and(eq(files.ownerId, ownerId), eq(files.messageId, id)));

interface Cutoffs {
  readonly unsent: Date;
  readonly deleted: Date;
}

const keepSent = statement({
  name: "files.keep-sent",
  sql: ({ unsent }: Cutoffs) => sql`
    update ${files} f set is_kept = true where not f.is_kept and f.used_at < ${unsent} and ${isSent("f")}`,
  examples: [{ unsent: new Date(0), deleted: new Date(0) }],
});

const sweepable = statement({
  name: "files.sweepable",
  row: { id: files.id },
  sql: ({ unsent, deleted }: Cutoffs) => sql`
    (select f.id from ${files} f where f.gone_at < ${deleted} limit ${PAGE})
    union all
    (select f.id from ${files} f where not f.is_kept and f.used_at < ${unsent} and not ${isTaken("f")} limit ${PAGE})`,
  examples: [{ unsent: new Date(0), deleted: new Date(0) }],
});

/** Whoever takes a file for a message changes `used_at`, for which this waits. */
const isUnused = (id: string, { unsent, deleted }: Cutoffs) =>
  and(
    eq(files.id, id),
    or(lt(files.goneAt, deleted), and(eq(files.isKept, false), lt(files.usedAt, unsent))),
  );

const uploadStates = statement({
  name: "files.upload-states",
  row: { id: files.id, state: files.state },
  sql: (ids: readonly string[]) => sql`
    select f.id, f.state from ${files} f where f.id = any(${sql.param(ids)}::uuid[])`,
  examples: [[]],
});

/** Removes uploads that a server which was killed, or a part that came after the end, left behind. */
async function dropRemains({ db }: Platform, store: FileStore): Promise<void> {
  const ids: string[] = [];
  for await (const id of store.ids("uploads")) ids.push(id);
  for (let at = 0; at < ids.length; at += PAGE) {
    const page = ids.slice(at, at + PAGE).filter((id) => fileIdSchema.safeParse(id).success);
    const states = new Map((await uploadStates(db, page)).map(({ id, state }) => [id, state]));
    for (const id of page) {
      // The row is there before the first byte.
      if (states.get(id) === "ready") await store.dropUpload(id);
      else if (states.get(id) !== "uploading") await store.remove(id);
    }
  }
}

/** When the remains in a store were last removed, in milliseconds since 1970. */
const tidied = new WeakMap<FileStore, number>();

/** Removes files that were never sent, those of messages deleted long ago, and once an hour what is left of uploads. */
export async function sweepFiles(ctx: Platform): Promise<void> {
  const { files: store, db, clock } = ctx;
  if (store === undefined) return;
  await releaseUnscanned(ctx);
  const now = clock.now().getTime();
  const cutoffs = { unsent: new Date(now - UNSENT_LIFE), deleted: new Date(now - DELETED_LIFE) };
  await keepSent(db, cutoffs);
  for (const { id } of await sweepable(db, cutoffs))
    await db.transaction(async (tx) => {
      // A file that was taken for a message since then stays; one that is being moved is waited for.
      const removed = await tx
        .delete(files)
        .where(isUnused(id, cutoffs))
        .returning({ id: files.id });
      // Before the commit: without its bytes the row is found again.
      if (removed.length > 0) await store.remove(id);
    });
  if (now < (tidied.get(store) ?? 0) + HOUR) return;
  tidied.set(store, now);
  await store.tidy(new Date(Date.now() - HOUR));
  await dropRemains(ctx, store);
}
