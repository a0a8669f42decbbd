import { hash } from "node:crypto";
import { uuidAt } from "@parley/db/uuid-at";

/** The time of these UUIDv7s. One constant, so that only the old id decides, also after a time was corrected. */
const NO_TIME = new Date(0);

/** The id of an object that the old system identifies by `parts`: always the same for the same parts. */
export const deriveId = (...parts: readonly string[]): string =>
  uuidAt(NO_TIME, hash("sha256", JSON.stringify(parts), "buffer"));
