import { createStore, type Store } from "../store.ts";
import type { Uploads } from "./uploads.ts";

/** The name of the database with the files of an outbox. */
export const fileStoreName = (outbox: string): string => `${outbox}-files`;

/** The files of one user: what is chosen to be sent, and where files are fetched. */
export interface ClientFiles {
  /** The chosen files, once their code is loaded. */
  readonly uploads: Store<Uploads | undefined>;
  /** Loads the code of uploads, and continues those of an earlier page. */
  open(): Promise<Uploads>;
  /** The address of a path that `files.links` has returned. */
  urlOf(path: string): string;
}

export function createClientFiles(
  load: () => Promise<Uploads>,
  urlOf: ClientFiles["urlOf"],
): ClientFiles {
  const uploads = createStore<Uploads | undefined>(undefined);
  let opening: Promise<Uploads> | undefined;
  const open = async () => {
    const opened = await load();
    uploads.set(opened);
    return opened;
  };
  return {
    uploads,
    urlOf,
    open() {
      opening ??= open().catch((error: unknown) => {
        // Without a network the code is loaded with the next use.
        opening = undefined;
        throw error;
      });
      return opening;
    },
  };
}
