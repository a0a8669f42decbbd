import { hash } from "node:crypto";
import { uuidAt } from "@parley/db/uuid-at";

/** Where a UUIDv7 has its time. One value for all, so that the old id alone decides, also after a time was put right. */
const NO_TIME = new Date(0);

/** The id of something that the old system knew by `parts`: always the same for the same parts. */
export const deriveId = (...parts: readonly string[]): string =>
  uuidAt(NO_TIME, hash("sha256", JSON.stringify(parts), "buffer"));
