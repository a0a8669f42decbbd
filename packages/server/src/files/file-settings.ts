import type { FileLimits } from "@parley/contract/files";

/** Where the files of an installation are, and what it accepts of them. */
export interface FileSettings extends FileLimits {
  /** The folder; it is created. Every server of an installation has to have the same. */
  readonly dir: string;
  /** Bytes of all files. */
  readonly totalBytesMax: number;
}
