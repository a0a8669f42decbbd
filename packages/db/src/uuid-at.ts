import { hash, randomBytes } from "node:crypto";

/** A UUIDv7 of `time`, its other bits from `bytes`, which are random by default. Layout: RFC 9562, section 5.7. */
export function uuidAt(time: Date, bytes: Buffer = randomBytes(16)): string {
  bytes.writeUIntBE(time.getTime(), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes
    .toString("hex", 0, 16)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** One constant, so that only the parts of a derived UUID decide. */
const NO_TIME = new Date(0);

/** The UUID that follows from some texts: always the same for the same texts. */
export const derivedUuid = (...parts: readonly string[]): string =>
  uuidAt(NO_TIME, hash("sha256", JSON.stringify(parts), "buffer"));
