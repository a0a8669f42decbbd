import { field } from "../errors.ts";
import type { ScreenCore } from "./core.ts";
import type { ChosenMention, DraftEdit, ReadingPosition } from "./screen-state.ts";

/** The part of `localStorage` and `sessionStorage` that is used. */
export type PageStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Storages of values beyond the page. Both are absent on a server, and if the browser forbids them. */
export interface PageStorages {
  /** Shared by all tabs. */
  readonly local: PageStorage | undefined;
  /** Per tab: cleared when the tab is closed. */
  readonly tab: PageStorage | undefined;
}

function ifAllowed(storage: () => PageStorage): PageStorage | undefined {
  try {
    return storage();
  } catch {
    return undefined;
  }
}

/** The browser's own storages. */
export const browserStorages = (): PageStorages => ({
  local: ifAllowed(() => globalThis.localStorage),
  tab: ifAllowed(() => globalThis.sessionStorage),
});

interface Kept<Value> {
  readonly name: string;
  readonly storage: PageStorage | undefined;
  /** Whether a stored value is valid. */
  readonly isValue: (found: unknown) => found is Value;
}

function read<Value>({ name, storage, isValue }: Kept<Value>): Map<string, Value> {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(name) ?? "{}");
    if (typeof kept !== "object" || kept === null) return new Map();
    const isEntry = (entry: [string, unknown]): entry is [string, Value] => isValue(entry[1]);
    return new Map(Object.entries(kept).filter(isEntry));
  } catch {
    // Unreadable or forbidden storage: only the values of earlier visits are lost.
    return new Map();
  }
}

/** Changes only one value: another tab may have written others since. */
function write<Value>(kept: Kept<Value>, key: string, value: Value | undefined) {
  const { name, storage } = kept;
  try {
    const values = read(kept);
    if (value === undefined) values.delete(key);
    else values.set(key, value);
    if (values.size === 0) storage?.removeItem(name);
    else storage?.setItem(name, JSON.stringify(Object.fromEntries(values)));
  } catch {
    // Full or forbidden storage: the values are kept in memory.
  }
}

const isText = (found: unknown): found is string => typeof found === "string";
const isSeq = (found: unknown): found is number => Number.isSafeInteger(found);
const isPosition = (found: unknown): found is ReadingPosition =>
  isSeq(field(found, "seq")) && Number.isFinite(field(found, "offset"));

const isEdit = (found: unknown): found is DraftEdit =>
  isSeq(field(found, "at")) && typeof field(found, "isSaved") === "boolean";

const isChosen = (found: unknown): found is readonly ChosenMention[] =>
  Array.isArray(found) &&
  found.every(
    (one) => isText(field(one, "id")) && isText(field(one, "text")) && isSeq(field(one, "at")),
  );

/** Blank text is no draft. */
const draftOf = (text: string | undefined): string | undefined =>
  text === undefined || text.trim() === "" ? undefined : text;

/**
 * Drafts with the users selected in them, reply targets and reading positions of one user. They survive a reload if the
 * browser allows it; drafts are shared by all tabs.
 */
export function createKeptValues(core: ScreenCore, now: () => number) {
  let userId: string | undefined;
  let storages: PageStorages = { local: undefined, tab: undefined };
  const drafts = (): Kept<string> => ({
    name: `parley:drafts:${userId}`,
    storage: storages.local,
    isValue: isText,
  });
  const edits = (): Kept<DraftEdit> => ({
    name: `parley:edits:${userId}`,
    storage: storages.local,
    isValue: isEdit,
  });
  const chosen = (): Kept<readonly ChosenMention[]> => ({
    name: `parley:chosen:${userId}`,
    storage: storages.local,
    isValue: isChosen,
  });
  const replies = (): Kept<number> => ({
    name: `parley:replies:${userId}`,
    storage: storages.local,
    isValue: isSeq,
  });
  const positions = (): Kept<ReadingPosition> => ({
    name: `parley:reading:${userId}`,
    storage: storages.tab,
    isValue: isPosition,
  });
  const setEdit = (conversationId: string, edit: DraftEdit) => {
    // Beyond the page only if there is a draft, or if the server has to be told that there is none.
    const isKept = !edit.isSaved || core.get().drafts.has(conversationId);
    // First, since who is told of it may change it again.
    write(edits(), conversationId, isKept ? edit : undefined);
    core.setEntry("edits", conversationId, edit);
  };
  /** Later than the draft that its author saw, whatever the clocks say. */
  const markEdited = (conversationId: string) => {
    const { server } = core.get();
    const stored = server.drafts?.find((draft) => draft.conversationId === conversationId);
    const before = [core.get().edits.get(conversationId)?.at, Date.parse(stored?.editedAt ?? "")];
    const at = Math.round(Math.max(now(), ...before.map((time) => (time || 0) + 1)));
    setEdit(conversationId, { at, isSaved: false });
  };
  return {
    setEdit,
    /** Reads the user's stored values. */
    load(id: string, from: PageStorages) {
      userId = id;
      storages = from;
      core.set({
        drafts: read(drafts()),
        edits: read(edits()),
        chosen: read(chosen()),
        replies: read(replies()),
        readingPositions: read(positions()),
      });
    },
    setDraft(conversationId: string, text: string | undefined) {
      const draft = draftOf(text);
      // One update for each keystroke.
      core.batch(() => {
        core.setEntry("drafts", conversationId, draft);
        write(drafts(), conversationId, draft);
        markEdited(conversationId);
      });
    },
    /** Whether another tab has changed a draft at or after a time: its text arrives from there. */
    isEditedElsewhere: (conversationId: string, since: number): boolean =>
      (read(edits()).get(conversationId)?.at ?? 0) >= since,
    setChosen(conversationId: string, mentions: readonly ChosenMention[]) {
      const some = mentions.length === 0 ? undefined : mentions;
      if (some === core.get().chosen.get(conversationId)) return;
      core.setEntry("chosen", conversationId, some);
      write(chosen(), conversationId, some);
    },
    setReply(conversationId: string, seq: number | undefined) {
      core.setEntry("replies", conversationId, seq);
      write(replies(), conversationId, seq);
      if (core.get().drafts.has(conversationId)) markEdited(conversationId);
    },
    setReadingPosition(conversationId: string, position: ReadingPosition | undefined) {
      core.setEntry("readingPositions", conversationId, position);
      write(positions(), conversationId, position);
    },
    /** Follows the drafts of other tabs until the returned function is called. */
    follow(): () => void {
      const { window } = globalThis;
      if (storages.local === undefined || window === undefined) return () => {};
      const onStorage = ({ key }: StorageEvent) => {
        // No key: the whole storage was cleared.
        if (key === null || key === drafts().name) core.set({ drafts: read(drafts()) });
        if (key === null || key === edits().name)
          // Those of cleared drafts are not kept beyond the page.
          core.set({ edits: new Map([...core.get().edits, ...read(edits())]) });
        if (key === null || key === chosen().name) core.set({ chosen: read(chosen()) });
      };
      window.addEventListener("storage", onStorage);
      return () => window.removeEventListener("storage", onStorage);
    },
  };
}
