import { signalSchema } from "@parley/contract/events";
import { PAYLOAD_MAX } from "@parley/db/notifications";
import * as z from "zod";
import type { SignalDelivery } from "./bus.ts";
import type { Hint, Notification } from "./transport.ts";

/** A user's id, the first and the last number, time and trace: short, because a payload is limited to 8,000 bytes. */
const hintSchema = z.tuple([z.string(), z.number(), z.number(), z.number(), z.string().nullable()]);
const messageSchema = z.object({
  from: z.string(),
  word: z.enum(["here", "hello"]).optional(),
  hints: z.array(hintSchema).default([]),
  signals: z.array(z.object({ userIds: z.array(z.string()), signal: signalSchema })).default([]),
  authority: z.array(z.string()).default([]),
  look: z.boolean().default(false),
});

/** A parsed payload of another process. */
export interface ParsedPayload {
  readonly from: string;
  readonly word: "here" | "hello" | undefined;
  readonly notification: Notification | undefined;
}

/** Recipients of one signal: with ids of 128 characters they fill most of a payload. */
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
 * Encodes a notification as texts that each fit into a payload. Events are never inline: any role that may connect to
 * the database can listen and notify, without a privilege on any table.
 */
export function toPayloads(from: string, notification: Notification): string[] {
  const items = [
    ...notification.authority.map((userId) => toItem("authority", userId)),
    ...notification.hints.map((hint) => toItem("hints", fromHint(hint))),
    ...notification.signals
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
  return notification.reconcile ? [...payloads, JSON.stringify({ from, look: true })] : payloads;
}

/** Parses a payload. Returns undefined if another version of this code, or another program, wrote it. */
export function fromPayload(payload: string): ParsedPayload | undefined {
  try {
    const { from, word, look: reconcile, ...rest } = messageSchema.parse(JSON.parse(payload));
    const hints = rest.hints.map(([userId, first, last, at, trace]): Hint => ({
      userId,
      first,
      last,
      at,
      trace: trace ?? undefined,
    }));
    return {
      from,
      word,
      notification: word === undefined ? { ...rest, hints, reconcile } : undefined,
    };
  } catch {
    return undefined;
  }
}
