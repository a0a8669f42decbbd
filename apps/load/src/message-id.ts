import { createHash } from "node:crypto";
import type { SourceConversation } from "./read-conversations.ts";

/** The time of these UUIDv7s. One constant: the other bits identify loaded messages. */
const TIME = Date.UTC(2025, 0, 1);

/**
 * The id of one message of a conversation: always the same for the same text at the same position, so that the server
 * recognises what an earlier run has sent. Layout: RFC 9562, section 5.7.
 */
export function messageIdOf(conversation: SourceConversation, index: number): string {
  const message = conversation.messages[index];
  const place = JSON.stringify([conversation.id, index, message?.from, message?.text]);
  const bytes = createHash("sha256").update(place).digest().subarray(0, 16);
  bytes.writeUIntBE(TIME, 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
