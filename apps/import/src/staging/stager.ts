import type { Session } from "@parley/db/session";
import { sqlTypes, staged, type StagedRow, type StagedTable } from "./columns.ts";

/** Collects rows and stages them in batches. */
export interface Stager {
  add<Name extends StagedTable>(table: Name, row: StagedRow<Name>): void;
  /** Sends the collected rows. Resolves when the previous batch has arrived, so one batch is in flight. */
  flush(): Promise<void>;
  /** Resolves when everything has arrived. */
  settle(): Promise<void>;
}

type Buffered = readonly { readonly column: string; readonly values: unknown[] }[];

const namesOf = Object.keys as <Key extends string>(
  record: Readonly<Record<Key, unknown>>,
) => Key[];

const insertInto = (table: StagedTable) => {
  const columns = Object.entries(staged[table]);
  const arrays = columns.map(([, type], at) => `$${at + 1}::${sqlTypes[type].split(" ")[0]}[]`);
  return `insert into ${table} (${columns.map(([name]) => name).join(", ")})
    select * from unnest(${arrays.join(", ")})`;
};

const empty = (table: StagedTable): Buffered =>
  Object.keys(staged[table]).map((column) => ({ column, values: [] }));

export function createStager({ client }: Session): Stager {
  const buffers = new Map(namesOf(staged).map((table) => [table, empty(table)]));
  let underWay: Promise<unknown> = Promise.resolve();

  const send = (table: StagedTable, buffer: Buffered) => {
    const values = buffer.map((column) => column.values);
    return client.query({ name: `import.${table}`, text: insertInto(table), values });
  };

  async function sendAll() {
    for (const [table, buffer] of [...buffers]) {
      if (buffer[0]?.values.length === 0) continue;
      buffers.set(table, empty(table));
      await send(table, buffer);
    }
  }

  return {
    add(table, row) {
      for (const { column, values } of buffers.get(table) ?? []) {
        values.push(Reflect.get(row, column) ?? null);
      }
    },
    async flush() {
      await underWay;
      underWay = sendAll();
      // The next caller that awaits it receives the fault.
      underWay.catch(() => undefined);
    },
    settle: () => underWay.then(() => undefined),
  };
}
