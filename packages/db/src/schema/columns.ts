import { sql } from "drizzle-orm";
import { customType, pgSchema } from "drizzle-orm/pg-core";
import { DEFAULT_SCHEMA } from "../database-schema.ts";
import { toDate } from "../moment.ts";

/** Declares tables. Not exported to drizzle-kit, since `migrate` creates the schema. */
export const parley = pgSchema(DEFAULT_SCHEMA);

const byteOrder = { dataType: () => 'text COLLATE "C"' };

/** Text compared byte by byte, so that its order is the same in every database and in JavaScript. */
export const exactText = customType<{ data: string }>(byteOrder);

/** An id of the host platform, compared byte by byte. */
export const hostId = customType<{ data: string }>(byteOrder);

/**
 * A time in whole milliseconds, so that its ISO text in the contract is exact. Drizzle's own `timestamp` reads a year
 * such as 0049 as 2049.
 */
export const moment = customType<{ data: Date; driverData: string }>({
  dataType: () => "timestamp (3) with time zone",
  fromDriver: toDate,
  toDriver: (at) => at.toISOString(),
});

export const now = sql`now()`;

export const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });
