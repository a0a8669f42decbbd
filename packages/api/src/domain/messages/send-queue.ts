import { coalesce } from "@parley/concurrency/coalesce";
import { limits } from "@parley/contract/limits";
import type { Message } from "@parley/contract/messages";
import type { MessageFile } from "@parley/contract/files";
import type { Database } from "@parley/db/database";
import type { Delivery } from "../../bus/bus.ts";
import type { Meter } from "../../meter.ts";
import type { Tracer } from "../../tracer.ts";
import type { Clock } from "../clock.ts";
import { DomainError, invalidInput } from "../errors.ts";
import { isTransientDatabaseFault } from "../transient-fault.ts";
import { packIds, sortIds } from "./mention-check.ts";
import { searchTextOf } from "../text/message-words.ts";
import { toMessage } from "./message-row.ts";
import { type SendRow, sendStatement } from "./send-statement.ts";

/** One message to send. */
export interface Send {
  readonly senderId: string;
  readonly conversationId: string;
  readonly id: string;
  readonly body: string;
  /** `seq` of the message that this one answers. */
  readonly replyToSeq?: number | null | undefined;
  /** The mentioned participants. */
  readonly mentions?: readonly string[] | undefined;
  /** Files of the sender that wait for this message (`claimFiles`). */
  readonly files?: readonly MessageFile[] | undefined;
  /** When the sender's token was issued: it may have been revoked since. Null if the host platform sends. */
  readonly issuedAt: Date | null;
}

/** The stored message and its recipients. A repeat has none. */
export interface SendResult {
  readonly message: Message;
  readonly deduplicated: boolean;
  readonly deliveries: readonly Delivery[];
}

/** Batches concurrent sends and stores each batch in one statement. */
export interface SendQueue {
  send(send: Send): Promise<SendResult>;
}

interface Waiting {
  readonly send: Send;
  readonly resolve: (result: SendResult) => void;
  readonly reject: (error: unknown) => void;
  readonly trace: string | undefined;
}

const keyOf = ({ send }: Waiting) => `${send.senderId} ${send.id}`;

/** A message as it was just stored: the input, unchanged. */
const toNewMessage = ({ send }: Waiting, seq: number, now: Date): Message => ({
  id: send.id,
  conversationId: send.conversationId,
  seq,
  senderId: send.senderId,
  body: send.body,
  replyToSeq: send.replyToSeq ?? null,
  mentions: sortIds(send.mentions),
  reactions: [],
  ...(send.files !== undefined && { files: [...send.files] }),
  version: 1,
  createdAt: now.toISOString(),
  editedAt: null,
  deletedAt: null,
});

function toStored(message: Message, row: SendRow & { outcome: "stored" }): SendResult {
  // One object for all recipients: it is serialised once.
  const event = { type: "message.created", message } as const;
  const deliveries = row.recipients.map((userId, at) => {
    const seq = row.numbers[at];
    if (seq === undefined) throw new Error("a recipient without a number");
    return { userId, seq, event };
  });
  return { message, deduplicated: false, deliveries };
}

const idsOf = (files: readonly MessageFile[] = []) => packIds(files.map(({ id }) => id));

const saysSame = (send: Send, message: Message) =>
  message.body === send.body &&
  packIds(message.mentions) === packIds(send.mentions) &&
  idsOf(message.files) === idsOf(send.files);

/** A repeat has to be the same message; a deleted one has no text left to compare. */
function isSame({ send }: Waiting, message: Message) {
  return (
    message.conversationId === send.conversationId &&
    message.replyToSeq === (send.replyToSeq ?? null) &&
    (message.deletedAt !== null || message.editedAt !== null || saysSame(send, message))
  );
}

/** The constraint's name in one table, and in the partitions of a partitioned one (docs/scaling.md). */
const SENT_BEFORE = /^messages(_\d+)?_sender_id/;

/**
 * Another process stored one of these ids between our read and our write, or locked rows in another order. Nothing was
 * stored; a retry finds the current state.
 */
function isRace(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("constraint" in error && SENT_BEFORE.test(String(error.constraint))) return true;
  return "code" in error && error.code === "40P01";
}

/** Settles one send. Returns true if it has to be retried. */
function answer(entry: Waiting, row: SendRow, now: Date): boolean {
  switch (row.outcome) {
    case "stored":
      entry.resolve(toStored(toNewMessage(entry, row.seq, now), row));
      return false;
    case "repeated": {
      const message = toMessage(row.message);
      if (isSame(entry, message)) entry.resolve({ message, deduplicated: true, deliveries: [] });
      else entry.reject(new DomainError("idempotency_conflict"));
      return false;
    }
    case "refused":
      entry.reject(
        row.refusal === "files_taken"
          ? invalidInput("files", "has a file that was sent with another message")
          : new DomainError(row.refusal),
      );
      return false;
    case "overtaken":
      return true;
  }
}

/** Settles each send of a batch, and returns those that have to be retried. */
const settle = (batch: readonly Waiting[], rows: readonly SendRow[], now: Date): Waiting[] =>
  rows.flatMap((row) => {
    const entry = batch[row.ord - 1];
    if (entry === undefined) throw new Error("a result without its send");
    return answer(entry, row, now) ? [entry] : [];
  });

interface Store {
  readonly db: Database;
  readonly clock: Clock;
  readonly meter: Meter;
  readonly tracer?: Tracer | undefined;
}

const run = ({ db }: Store, batch: readonly Waiting[], now: Date) =>
  sendStatement(db, {
    values: [
      batch.map(({ send }) => send.senderId),
      batch.map(({ send }) => send.conversationId),
      batch.map(({ send }) => send.id),
      batch.map(({ send }) => send.body),
      batch.map(({ send }) => searchTextOf(send)),
      batch.map(({ send }) => send.replyToSeq ?? null),
      batch.map(({ send }) => packIds(send.mentions)),
      batch.map(({ send }) => send.issuedAt),
      now,
    ],
    files: batch.some(({ send }) => send.files !== undefined)
      ? batch.map(({ send }) => (send.files === undefined ? null : JSON.stringify(send.files)))
      : undefined,
  });

/** One statement for many sends is linked to all of their traces. */
function runTraced(store: Store, batch: readonly Waiting[], now: Date) {
  const { tracer } = store;
  if (tracer === undefined) return run(store, batch, now);
  const links = batch.flatMap(({ trace = [] }) => trace);
  const attributes = { "parley.sends": batch.length };
  return tracer.span("messages.store", { kind: "internal", attributes, links }, () =>
    run(store, batch, now),
  );
}

/** Stores a batch and settles its sends. Returns those that have to be retried. */
async function storeBatch(store: Store, batch: readonly Waiting[]): Promise<Waiting[]> {
  const now = store.clock.now();
  const begin = performance.now();
  try {
    const rows = await runTraced(store, batch, now);
    store.meter.batchStored(batch.length, performance.now() - begin);
    return settle(batch, rows, now);
  } catch (error) {
    if (isRace(error)) return [...batch];
    return fail(store, { batch, error });
  }
}

/** A failure caused by one send must not fail the others, so each is retried alone. */
async function fail(
  store: Store,
  { batch, error }: { batch: readonly Waiting[]; error: unknown },
): Promise<Waiting[]> {
  if (batch.length === 1 || isTransientDatabaseFault(error)) {
    for (const entry of batch) entry.reject(error);
    return [];
  }
  const again: Waiting[] = [];
  for (const entry of batch) again.push(...(await storeBatch(store, [entry])));
  return again;
}

/** The oldest sends, each id once, so that a repeat waits for its first. */
function takeBatch(waiting: readonly Waiting[]) {
  const batch = new Map<string, Waiting>();
  const later: Waiting[] = [];
  for (const entry of waiting) {
    const key = keyOf(entry);
    if (batch.size < limits.sendBatchMax && !batch.has(key)) batch.set(key, entry);
    else later.push(entry);
  }
  return { batch: [...batch.values()], later };
}

/** Resolves once all input that has reached this process was read. */
const everythingRead = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * One statement at a time: what arrives meanwhile goes together in the next. So a single send is never delayed, and
 * each sender's order is kept.
 *
 * Before a statement, the event loop runs once. Under load the response to the last statement and many sends arrive at
 * the same moment; without this the next statement would leave with the few that were read before.
 */
export function createSendQueue(store: Store): SendQueue {
  let waiting: Waiting[] = [];

  const storeWaiting = coalesce(async () => {
    if (waiting.length === 0) return;
    await everythingRead();
    const { batch, later } = takeBatch(waiting);
    waiting = later;
    const again = await storeBatch(store, batch);
    waiting = [...again, ...waiting];
    if (waiting.length > 0) void storeWaiting();
  });

  return {
    send: (send) =>
      new Promise((resolve, reject) => {
        waiting.push({ send, resolve, reject, trace: store.tracer?.current() });
        void storeWaiting();
      }),
  };
}
