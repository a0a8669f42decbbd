import { signalSchema } from "@parley/contract/events";
import * as z from "zod";
import type { News } from "./carrier.ts";

/** What one message says, of the person whose subject it came on. A hint is first, last, when, and trace. */
const messageSchema = z.object({
  hint: z.tuple([z.number(), z.number(), z.number(), z.string().nullable()]).optional(),
  signal: signalSchema.optional(),
  authority: z.literal(true).optional(),
});
export type NatsMessage = z.infer<typeof messageSchema>;

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

export function toNews(userId: string, { hint, signal, authority }: NatsMessage): News {
  const [first, last, at, trace] = hint ?? [];
  const isHint = first !== undefined && last !== undefined && at !== undefined;
  return {
    hints: isHint ? [{ userId, first, last, at, trace: trace ?? undefined }] : [],
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
