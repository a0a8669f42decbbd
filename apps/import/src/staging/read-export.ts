import type { ImportContext } from "../context.ts";
import type { ExportFile } from "../export-folder.ts";
import { parseLine } from "../read/parse-line.ts";
import { type Line, readLines } from "../read/read-lines.ts";
import { blocksTable } from "../tables/blocks.ts";
import { contactsTable } from "../tables/contacts.ts";
import { conversationsTable } from "../tables/conversations.ts";
import { groupsTable } from "../tables/groups.ts";
import { messagesTable } from "../tables/messages.ts";
import { fileOf, type Part, type Table } from "../tables/table.ts";
import { usersTable } from "../tables/users.ts";
import { createStager, type Stager } from "./stager.ts";
import { formatNumber } from "../terminal.ts";

/** Bytes of the export read before their rows are sent. */
const BATCH = 2 * 1024 * 1024;

/** Parses a line and stages its row. Returns false for an empty line. */
type Take = (line: Line) => boolean;

function takeInto<Value>(
  table: Table<Value>,
  { stager, isForGood }: { stager: Stager; isForGood: boolean },
): Take {
  const { part } = table;
  return (line) => {
    const parsed = parseLine(line, table.schema);
    const { number } = line;
    switch (parsed.kind) {
      case "blank":
        return false;
      case "fault":
        stager.add("refused", { part, line: number, ...parsed.fault });
        return true;
      case "value": {
        const remark = (fault: { field: string; problem: string }) =>
          stager.add("remarks", { part, line: number, ...fault });
        table.stage({ line: number, value: parsed.value }, { stager, remark, isForGood });
        return true;
      }
    }
  };
}

function takerOf(part: Part, now: Date, to: { stager: Stager; isForGood: boolean }): Take {
  switch (part) {
    case "users":
      return takeInto(usersTable(now), to);
    case "groups":
      return takeInto(groupsTable(now), to);
    case "contacts":
      return takeInto(contactsTable(now), to);
    case "blocks":
      return takeInto(blocksTable(now), to);
    case "conversations":
      return takeInto(conversationsTable(now), to);
    case "messages":
      return takeInto(messagesTable(now), to);
  }
}

interface Reading {
  readonly ctx: ImportContext;
  readonly stager: Stager;
  readonly take: Take;
  readonly onBytes: (bytes: number) => void;
}

async function readFile(
  { path, part }: ExportFile,
  { ctx, stager, take, onBytes }: Reading,
): Promise<void> {
  let end = 0;
  let sent = 0;
  for await (const lines of readLines(path)) {
    ctx.signal.throwIfAborted();
    ctx.tally.add(part, { lines: lines.filter(take).length });
    const before = end;
    end = lines.at(-1)?.end ?? end;
    onBytes(end - before);
    if (end - sent < BATCH) continue;
    await stager.flush();
    sent = end;
  }
}

/** Stages the whole export. A line that cannot be parsed is refused. */
export async function readExport(ctx: ImportContext, isForGood: boolean): Promise<void> {
  const { source, session } = ctx;
  const stager = createStager(session);
  const total = source.files.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  for (const file of source.files) {
    const onBytes = (bytes: number) => {
      done += bytes;
      const { lines } = ctx.tally.read()[file.part];
      ctx.show({ done, total, text: `reading ${fileOf(file.part)}, ${formatNumber(lines)} lines` });
    };
    const take = takerOf(file.part, ctx.now, { stager, isForGood });
    await readFile(file, { ctx, stager, take, onBytes });
  }
  await stager.flush();
  await stager.settle();
}
