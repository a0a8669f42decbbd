import { sql } from "drizzle-orm";
import { customType, timestamp } from "drizzle-orm/pg-core";

const byteOrder = { dataType: () => 'text COLLATE "C"' };

/** Text compared byte by byte, so that its order is the same in every database and in JavaScript. */
export const exactText = customType<{ data: string }>(byteOrder);

/** An id of the host platform, compared byte by byte. */
export const hostId = customType<{ data: string }>(byteOrder);

/** A time in whole milliseconds, so that its ISO text in the contract is exact. */
export const moment = (name: string) =>
  timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

export const now = sql`now()`;

export const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });
