import { signalSchema } from "@parley/contract/events";
import * as z from "zod";
import type { Hint, Notification } from "./transport.ts";

/** One message, about the user whose subject it was published on. A hint is first, last, commit time and trace. */
const messageSchema = z.object({
  hint: z.tuple([z.number(), z.number(), z.number(), z.string().nullable()]).optional(),
  events: z.array(z.unknown()).optional(),
  signal: signalSchema.optional(),
  authority: z.literal(true).optional(),
});
export type NatsMessage = z.infer<typeof messageSchema>;

/** Maximum length of a text with inline events: a NATS server accepts a megabyte. */
const TEXT_MAX = 100_000;

/** Parses an address: servers, credentials, and the name that separates installations. */
export function readNatsUrl(text: string) {
  const urls = text
    .split(",")
    .map((part) => new URL(part.includes("://") ? part : `nats://${part}`));
  const { username, password, protocol } = urls[0] ?? new URL(text);
  const name = urls.at(-1)?.pathname.slice(1) || "parley";
  const person =
    username === ""
      ? {}
      : { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  const tls = protocol === "tls:" ? { tls: {} } : {};
  return { name, options: { servers: urls.map(({ host }) => host), ...person, ...tls } };
}

/** Encodes a user id as one token of a subject. Tokens are separated by dots, which ids may contain. */
export const tokenOf = (userId: string): string =>
  encodeURIComponent(userId).replaceAll(".", "%2E");

/** Encodes a hint, with its events inline unless they are too long. */
export function hintText({ first, last, at, trace, events }: Hint): string {
  const message: NatsMessage = { hint: [first, last, at, trace ?? null] };
  const text = JSON.stringify({ ...message, events });
  return text.length > TEXT_MAX ? JSON.stringify(message) : text;
}

export function toNotification(
  userId: string,
  { hint, events, signal, authority }: NatsMessage,
): Notification {
  const [first, last, at, trace] = hint ?? [];
  const isHint = first !== undefined && last !== undefined && at !== undefined;
  return {
    hints: isHint ? [{ userId, first, last, at, trace: trace ?? undefined, events }] : [],
    signals: signal === undefined ? [] : [{ userIds: [userId], signal }],
    authority: authority === true ? [userId] : [],
    reconcile: false,
  };
}

/** Parses a text. Returns undefined if another version of this code, or another program, wrote it. */
export function fromNatsText(text: string): NatsMessage | undefined {
  try {
    return messageSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
