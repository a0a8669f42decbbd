import { signalSchema } from "@parley/contract/events";
import * as z from "zod";
import type { Hint, News } from "./transport.ts";

/** What one message says, of the person whose subject it came on. A hint is first, last, when, and trace. */
const messageSchema = z.object({
  hint: z.tuple([z.number(), z.number(), z.number(), z.string().nullable()]).optional(),
  events: z.array(z.unknown()).optional(),
  signal: signalSchema.optional(),
  authority: z.literal(true).optional(),
});
export type NatsMessage = z.infer<typeof messageSchema>;

/** Characters of a text that has events in it: a NATS server takes a megabyte. */
const TEXT_MAX = 100_000;

/** What an address says: the servers, who comes, and under which name installations are kept apart. */
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

/** A person's part of a subject. Its parts are divided by dots, which ids may have. */
export const tokenOf = (userId: string): string =>
  encodeURIComponent(userId).replaceAll(".", "%2E");

/** A hint as a text, with its events where they are not too long. */
export function hintText({ first, last, at, trace, events }: Hint): string {
  const message: NatsMessage = { hint: [first, last, at, trace ?? null] };
  const text = JSON.stringify({ ...message, events });
  return text.length > TEXT_MAX ? JSON.stringify(message) : text;
}

export function toNews(userId: string, { hint, events, signal, authority }: NatsMessage): News {
  const [first, last, at, trace] = hint ?? [];
  const isHint = first !== undefined && last !== undefined && at !== undefined;
  return {
    hints: isHint ? [{ userId, first, last, at, trace: trace ?? undefined, events }] : [],
    signals: signal === undefined ? [] : [{ userIds: [userId], signal }],
    authority: authority === true ? [userId] : [],
    look: false,
  };
}

/** What a text says; undefined where another version of this code, or somebody else, wrote it. */
export function fromNatsText(text: string): NatsMessage | undefined {
  try {
    return messageSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
