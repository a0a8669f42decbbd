import { createFileStore } from "@parley/server/files/file-store";
import { readFilesEnv } from "../env.ts";

/** The store of files of the servers whose environment this is; undefined if messages cannot have files. */
export function openFileStore(source?: Parameters<typeof readFilesEnv>[0]) {
  const settings = readFilesEnv(source);
  if (settings === undefined) return undefined;
  const { scan: _, ...limits } = settings;
  return {
    store: createFileStore(settings),
    /** Another one in an empty folder, with the same limits. */
    trialIn: (dir: string) => createFileStore({ ...limits, places: [{ kind: "disk", dir }] }),
  };
}
