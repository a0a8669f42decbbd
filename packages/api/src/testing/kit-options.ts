import type { FileStore } from "../domain/files/file-store.ts";
import type { TestApiOptions } from "../exports/testing.ts";

/** What tests of this repository decide in addition. */
export interface KitOptions extends TestApiOptions {
  /** Where the bytes of files are; in memory by default. */
  readonly files?: FileStore | undefined;
}
