import { signalSchema } from "@parley/contract/events";
import { PAYLOAD_MAX } from "@parley/db/notifications";
import * as z from "zod";
import type { SignalDelivery } from "./bus.ts";
import type { Hint, News } from "./transport.ts";

/** A person's id, the first and the last number, when, and the trace: short, for a payload holds 8,000 bytes. */
const hintSchema = z.tuple([z.string(), z.number(), z.number(), z.number(), z.string().nullable()]);
const messageSchema = z.object({
  from: z.string(),
  word: z.enum(["here", "hello"]).optional(),
  hints: z.array(hintSchema).default([]),
  signals: z.array(z.object({ userIds: z.array(z.string()), signal: signalSchema })).default([]),
  authority: z.array(z.string()).default([]),
  look: z.boolean().default(false),
});

/** What one process heard from another. */
export interface Heard {
  readonly from: string;
  readonly word: "here" | "hello" | undefined;
  readonly news: News | undefined;
}

/** People of one signal: with ids of 128 characters they fill most of a payload. */
const PEOPLE_MAX = 50;

type Kind = "hints" | "signals" | "authority";
interface Item {
  readonly kind: Kind;
  readonly json: string;
}

const toItem = (kind: Kind, value: unknown): Item => ({ kind, json: JSON.stringify(value) });

const fromHint = ({ userId, first, last, at, trace }: Hint) => [
  userId,
  first,
  last,
  at,
  trace ?? null,
];

function* inParts({ userIds, signal }: SignalDelivery) {
  for (let from = 0; from < userIds.length; from += PEOPLE_MAX) {
    yield { userIds: userIds.slice(from, from + PEOPLE_MAX), signal };
  }
}

function write(from: string, items: readonly Item[]): string {
  const list = (kind: Kind) =>
    items
      .filter((item) => item.kind === kind)
      .map(({ json }) => json)
      .join(",");
  const { hints, signals, authority } = {
    hints: list("hints"),
    signals: list("signals"),
    authority: list("authority"),
  };
  return `{"from":"${from}","hints":[${hints}],"signals":[${signals}],"authority":[${authority}]}`;
}

/**
 * The same news in texts that each fit into a payload. No event travels along: whoever may connect to the database
 * could listen, and could say something themselves, without a right to any table.
 */
export function toPayloads(from: string, news: News): string[] {
  const items = [
    ...news.authority.map((userId) => toItem("authority", userId)),
    ...news.hints.map((hint) => toItem("hints", fromHint(hint))),
    ...news.signals
      .flatMap((signal) => [...inParts(signal)])
      .map((part) => toItem("signals", part)),
  ];
  const frame = write(from, []).length;
  const payloads: string[] = [];
  let waiting: Item[] = [];
  let size = frame;
  for (const item of items) {
    const bytes = Buffer.byteLength(item.json) + 1;
    if (size + bytes > PAYLOAD_MAX && waiting.length > 0) {
      payloads.push(write(from, waiting));
      waiting = [];
      size = frame;
    }
    waiting.push(item);
    size += bytes;
  }
  if (waiting.length > 0) payloads.push(write(from, waiting));
  return news.look ? [...payloads, JSON.stringify({ from, look: true })] : payloads;
}

/** What a text says; undefined where another version of this code, or somebody else, wrote it. */
export function fromPayload(payload: string): Heard | undefined {
  try {
    const { from, word, ...rest } = messageSchema.parse(JSON.parse(payload));
    const hints = rest.hints.map(([userId, first, last, at, trace]): Hint => ({
      userId,
      first,
      last,
      at,
      trace: trace ?? undefined,
    }));
    return { from, word, news: word === undefined ? { ...rest, hints } : undefined };
  } catch {
    return undefined;
  }
}
