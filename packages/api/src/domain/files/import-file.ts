import type { BeginFileInput, FileState } from "@parley/contract/files";
import type { Executor } from "@parley/db/database";
import { silentMeter } from "../../meter.ts";
import { DomainError } from "../errors.ts";
import type { FileStore } from "./file-store.ts";
import {
  beginFile,
  claimFiles,
  discardFile,
  finishFile,
  announcementProblem,
  type UploadContext,
} from "./files.ts";

/** A file of a message of another system. */
export interface ImportedFile extends Omit<BeginFileInput, "voice"> {
  readonly ownerId: string;
  /** The message, which need not be stored yet. */
  readonly messageId: string;
  /** Opens the content. */
  readonly content: () => AsyncIterable<Uint8Array>;
}

/** A file that is ready, or why it is not accepted. */
export type ImportedState = Exclude<FileState, { status: "uploading" }>;

type ImportFilesContext = Pick<UploadContext, "db" | "clock"> & { readonly files: FileStore };

/** It was read once for its hash, and is another one now. */
const changed: ImportedState = { status: "refused", problem: "hash_mismatch" };

/** What users sent elsewhere is not refused since it is much. */
const withoutUserQuota = (store: FileStore): FileStore => ({
  ...store,
  limits: { ...store.limits, userBytesMax: Number.POSITIVE_INFINITY },
});

const inputOf = ({ ownerId: _, messageId: __, content: ___, ...input }: ImportedFile) => input;

async function beginUnlessOther(
  ctx: UploadContext,
  input: BeginFileInput,
): Promise<FileState | undefined> {
  try {
    return await beginFile({ ctx, input });
  } catch (fault) {
    if (fault instanceof DomainError && fault.reason === "idempotency_conflict") return undefined;
    throw fault;
  }
}

/**
 * Stores a file as an upload of its owner, with the same checks, and claims it for its message. A repeat returns the
 * first result; what an interrupted one left is removed first. A refused file leaves nothing behind.
 */
export async function importFile(
  { db, clock, files }: ImportFilesContext,
  file: ImportedFile,
): Promise<ImportedState> {
  const { fileId, ownerId: userId, messageId, size, content } = file;
  const store = withoutUserQuota(files);
  const ctx: UploadContext = { db, clock, files: store, meter: silentMeter, actor: { id: userId } };
  const input = inputOf(file);
  const claim = () => claimFiles(ctx, { userId, messageId, fileIds: [fileId] });
  let state = await beginUnlessOther(ctx, input);
  const isLeft =
    state?.status === "refused" || (state?.status === "uploading" && state.received > 0);
  if (state === undefined || isLeft) {
    await discardFile({ ctx, input });
    state = await beginFile({ ctx, input });
  }
  if (state.status === "uploading") {
    await store.append({ fileId, offset: 0, size }, content());
    state = await finishFile({ ctx, input });
  }
  if (state.status === "ready") {
    await claim();
    return state;
  }
  await discardFile({ ctx, input });
  return state.status === "refused" ? state : changed;
}

/**
 * Says what `importFile` would, and leaves nothing behind: `trial` is a store of its own, with the limits of the one of
 * the installation.
 */
export async function tryFile(
  { db, trial }: { readonly db: Executor; readonly trial: FileStore },
  file: ImportedFile,
): Promise<ImportedState> {
  const { fileId, ownerId: userId, name, size, sha256, alt, content } = file;
  const input = inputOf(file);
  const problem = await announcementProblem(db, { store: withoutUserQuota(trial), userId, input });
  if (problem !== undefined) return { status: "refused", problem };
  try {
    const received = await trial.append({ fileId, offset: 0, size }, content());
    if (received < size) return changed;
    const examined = await trial.examine({
      id: fileId,
      name,
      size,
      sha256,
      ...(alt !== undefined && { alt }),
    });
    if (examined.ok) return { status: "ready", file: examined.file };
    const { problem: refused, found } = examined;
    return { status: "refused", problem: refused, ...(found !== undefined && { found }) };
  } finally {
    await trial.remove(fileId);
  }
}
