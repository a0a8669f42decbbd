import type { Readable } from "node:stream";
import { DomainError, type FileStore } from "@parley/api/platform";
import type { FileVariant } from "@parley/contract/files";

/** A complete upload on this machine, for as long as it is examined. */
export interface HeldUpload {
  readonly path: string;
  /** An empty folder for what is made of it. */
  readonly work: string;
}

/** Where bytes are, without a look at them. The methods of `FileStore` do here what they do there. */
export interface ByteStore extends Omit<FileStore, "limits" | "examine"> {
  /** What an operator calls it. */
  readonly name: string;
  /** Calls `use` with a complete upload, and removes the folder afterwards. */
  withUpload<Result>(fileId: string, use: (upload: HeldUpload) => Promise<Result>): Promise<Result>;
  /** Calls `use` with an empty folder from which `settle` can store, and removes it afterwards. */
  withWork<Result>(use: (folder: string) => Promise<Result>): Promise<Result>;
  /** Stores variants, which are files of these names in a folder, and returns their bytes together. */
  settle(fileId: string, from: string, variants: readonly FileVariant[]): Promise<number>;
  /** Throws `FilesProblem` if what an operator has set does not work, and `unavailable` if the store is away. */
  check(): Promise<void>;
}

/** The files cannot be stored as they are configured. The message is one line for the operator. */
export class FilesProblem extends Error {
  override readonly name = "FilesProblem";
}

async function firstOf<Result>(
  stores: readonly ByteStore[],
  ask: (store: ByteStore) => Promise<Result | undefined>,
): Promise<Result | undefined> {
  for (const store of stores) {
    const result = await ask(store);
    if (result !== undefined) return result;
  }
  return undefined;
}

const orElseAbsent = async (opened: Promise<Readable>): Promise<Readable | undefined> => {
  try {
    return await opened;
  } catch (fault) {
    if (fault instanceof DomainError && fault.reason === "not_found") return undefined;
    throw fault;
  }
};

/** One store that writes to the first, and finds what still is in another one: files are moved while they are read. */
export function joinStores(first: ByteStore, ...others: readonly ByteStore[]): ByteStore {
  if (others.length === 0) return first;
  const stores = [first, ...others];
  const all = async (call: (store: ByteStore) => Promise<unknown>) => {
    for (const store of stores) await call(store);
  };
  return {
    ...first,
    sizeOf: (id, variant) => firstOf(stores, (store) => store.sizeOf(id, variant)),
    async read(id, variant, range) {
      // A file can be moved to the first while the others are asked.
      const found = await firstOf([...stores, first], (store) =>
        orElseAbsent(store.read(id, variant, range)),
      );
      if (found === undefined) throw new DomainError("not_found");
      return found;
    },
    remove: (id) => all((store) => store.remove(id)),
    dropUpload: (id) => all((store) => store.dropUpload(id)),
    tidy: (before) => all((store) => store.tidy(before)),
    check: () => all((store) => store.check()),
    async *ids(what) {
      const seen = new Set<string>();
      for (const store of stores)
        for await (const id of store.ids(what)) {
          if (seen.has(id)) continue;
          seen.add(id);
          yield id;
        }
    },
  };
}
