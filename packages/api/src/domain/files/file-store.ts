import type { Readable } from "node:stream";
import type { FileLimits, FileProblem, FileVariant, MessageFile } from "@parley/contract/files";

/** What its sender announced of a file. */
export interface AnnouncedFile extends Pick<MessageFile, "id" | "name" | "size" | "alt" | "voice"> {
  /** In hexadecimal. */
  readonly sha256: string;
}

/** The result of checking a file whose bytes have all been received. */
export type Examined =
  | {
      readonly ok: true;
      readonly file: MessageFile;
      /** Bytes of all variants. */
      readonly storedBytes: number;
    }
  | { readonly ok: false; readonly problem: FileProblem; readonly found?: string };

/** Where a part of an upload belongs. */
export interface UploadPart {
  readonly fileId: string;
  readonly offset: number;
  /** Of the whole file. */
  readonly size: number;
  /** Called with each chunk that the store does not need any more. */
  readonly release?: ((chunk: Uint8Array) => void) | undefined;
}

/** Bytes from `start` to `end`, both included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** What a scanner says of a file: what it found, or null if that is nothing. */
export interface Scanned {
  readonly found: string | null;
}

/** Looks for harmful content before a file can be fetched. */
export interface FileScanner {
  /** Whether a file that could not be scanned can be fetched. */
  readonly deliversFailed: boolean;
  /** Rejects if the scanner does not answer. */
  scan(content: Readable, signal: AbortSignal): Promise<Scanned>;
}

/**
 * Where the bytes of files are, by the id of the file. Everything can be repeated after a failure at any point. Throws
 * `DomainError("unavailable")` if the store does not answer or is full.
 */
export interface FileStore {
  /** What this installation accepts. */
  readonly limits: FileLimits & {
    /** Bytes of all files. */
    readonly totalBytesMax: number;
    /** Bytes of one part of an upload. */
    readonly partBytes: number;
  };
  /** What the paths of links begin with, if files have an address of their own. */
  readonly address?: string | undefined;
  /** Absent if files are not scanned. */
  readonly scanner?: FileScanner | undefined;
  /** How many bytes of an upload are stored: those before this offset. */
  received(fileId: string): Promise<number>;
  /**
   * Appends a part at an offset up to which there are bytes, and returns how many there are then. A connection that
   * breaks leaves what has arrived, and so does a process that is killed.
   */
  append(part: UploadPart, bytes: AsyncIterable<Uint8Array>): Promise<number>;
  /** Checks a complete upload, and stores its variants, which no power cut takes away. The upload stays until it is dropped. */
  examine(file: AnnouncedFile): Promise<Examined>;
  /** Removes the upload of a file that has been checked. */
  dropUpload(fileId: string): Promise<void>;
  /** The size of a variant in bytes; undefined if there is none. */
  sizeOf(fileId: string, variant: FileVariant): Promise<number | undefined>;
  /** Opens a part of a variant. Rejects with `not_found` if there is none. */
  read(fileId: string, variant: FileVariant, range: ByteRange): Promise<Readable>;
  /** Removes everything of a file. */
  remove(fileId: string): Promise<void>;
  /** The ids of all uploads, or of all checked files, that have bytes here. */
  ids(what: "uploads" | "files"): AsyncIterable<string>;
  /** Removes what processes that were killed before this time left behind outside of any file. */
  tidy(before: Date): Promise<void>;
}
