import { sql } from "drizzle-orm";
import { customType, timestamp } from "drizzle-orm/pg-core";

/** Text compared byte by byte: ids, so that their order is the same on every machine and in JavaScript. */
export const hostId = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

/** A moment in whole milliseconds, so that its ISO text in the contract is exact. */
export const moment = (name: string) =>
  timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

export const now = sql`now()`;
