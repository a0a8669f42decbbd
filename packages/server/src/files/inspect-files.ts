import type { Database } from "@parley/db/database";
import { files } from "@parley/db/schema";
import { and, asc, eq, gt, inArray } from "drizzle-orm";
import type { ByteStore } from "./byte-store.ts";

/** How the rows of files and their bytes fit together. */
export interface FilesInspected {
  /** Files that are complete, as the database says. */
  readonly complete: number;
  /** Ids of those whose bytes are in no store. */
  readonly withoutBytes: readonly string[];
  /** Ids of bytes that no row names. */
  readonly withoutRow: readonly string[];
}

const PAGE = 1_000;

const pagesOf = (ids: readonly string[]) =>
  Array.from({ length: Math.ceil(ids.length / PAGE) }, (_, at) =>
    ids.slice(at * PAGE, (at + 1) * PAGE),
  );

const isId = (text: string) => /^[\da-f-]{36}$/.test(text);

/** Compares all rows with all bytes, while the servers run. */
export async function inspectFiles(db: Database, store: ByteStore): Promise<FilesInspected> {
  const stored = new Set<string>();
  for await (const id of store.ids("files")) stored.add(id);
  const withBytes = new Set(stored);
  for await (const id of store.ids("uploads")) withBytes.add(id);

  let complete = 0;
  const withoutBytes: string[] = [];
  for (let after: string | undefined, more = true; more;) {
    const rows = await db
      .select({ id: files.id })
      .from(files)
      .where(and(eq(files.state, "ready"), after === undefined ? undefined : gt(files.id, after)))
      .orderBy(asc(files.id))
      .limit(PAGE);
    complete += rows.length;
    for (const { id } of rows) {
      // It may have become complete, or been moved, after the list.
      const isThere = stored.has(id) || (await store.sizeOf(id, "full")) !== undefined;
      if (!isThere) withoutBytes.push(id);
    }
    after = rows.at(-1)?.id;
    more = rows.length === PAGE;
  }

  const withoutRow: string[] = [...withBytes].filter((id) => !isId(id));
  for (const page of pagesOf([...withBytes].filter(isId))) {
    const rows = await db.select({ id: files.id }).from(files).where(inArray(files.id, page));
    const known = new Set(rows.map(({ id }) => id));
    withoutRow.push(...page.filter((id) => !known.has(id)));
  }
  return { complete, withoutBytes, withoutRow };
}
