import { field } from "../errors.ts";
import type { Me } from "@parley/contract";
import { emptySnapshot, type Snapshot } from "../snapshot.ts";

/** The version of the format `PersistedScreen`: other versions are not restored. */
export const VERSION = 2;

/** The last state of one user's screen, as plain data. */
export interface PersistedScreen {
  readonly version: typeof VERSION;
  /** The position in the user's stream up to which the data is complete. */
  readonly cursor: string;
  readonly snapshot: Omit<Snapshot, "quoted"> & { readonly me: Me };
}

/** Storage of a screen beyond the page. It may fail at any time: the screen works without it. */
export interface ScreenStorage {
  /** The last saved value; `undefined` if there is none. */
  load(): Promise<unknown>;
  save(screen: PersistedScreen): Promise<void>;
}

/** A persisted screen as a snapshot; `undefined` if it has another format. */
export function restoreScreen(
  found: unknown,
): { readonly cursor: string; readonly snapshot: Snapshot & { readonly me: Me } } | undefined {
  if (field(found, "version") !== VERSION) return undefined;
  // The version identifies this type: it is increased with every change of it.
  const { cursor, snapshot } = found as PersistedScreen;
  return { cursor, snapshot: { ...emptySnapshot(snapshot.me.id), ...snapshot } };
}
