import type { FileLimits } from "@parley/contract/files";

/** Where the files of an installation are, and what it accepts of them. */
export interface FileSettings extends FileLimits {
  /** The folder; it is created. Every server of an installation has to have the same. */
  readonly dir: string;
  /** Bytes of all files. */
  readonly totalBytesMax: number;
}

/** Limits in megabytes, where an installation decides nothing else. */
export const defaultMegabytes = { file: 25, user: 2_048, total: 51_200 } as const;

const MB = 1024 ** 2;

/** Settings from limits in megabytes. */
export const fileSettingsOf = (
  dir: string,
  megabytes: Readonly<Record<keyof typeof defaultMegabytes, number>>,
): FileSettings => ({
  dir,
  bytesMax: megabytes.file * MB,
  userBytesMax: megabytes.user * MB,
  totalBytesMax: megabytes.total * MB,
});
