import { limits } from "@parley/contract/limits";
import type { Message } from "@parley/contract/messages";
import type { Database } from "@parley/db/database";
import type { Delivery } from "../../events/bus.ts";
import type { Meter } from "../../meter.ts";
import type { Tracer } from "../../tracer.ts";
import type { Clock } from "../context.ts";
import { DomainError } from "../errors.ts";
import { isPassingDatabaseFault } from "../passing-fault.ts";
import { fold } from "./fold.ts";
import { packIds } from "./mention-check.ts";
import { toMessage } from "./message-row.ts";
import { type SendRow, sendStatement } from "./send-statement.ts";

/** One message that somebody wants sent. */
export interface Send {
  readonly senderId: string;
  readonly conversationId: string;
  readonly id: string;
  readonly body: string;
  /** The place of the message that this one answers. */
  readonly replyToSeq?: number | null | undefined;
  /** People of the conversation whom it mentions. */
  readonly mentions?: readonly string[] | undefined;
  /** When the sender's token was issued: it may have been revoked since. */
  readonly issuedAt: Date;
}

/** What was stored, and for whom. A repeat is delivered to nobody. */
export interface SendResult {
  readonly message: Message;
  readonly deduplicated: boolean;
  readonly deliveries: readonly Delivery[];
}

/** Takes sends one by one and stores those that wait together in one statement. */
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

function toResult(row: SendRow & { outcome: "stored" | "repeated" }): SendResult {
  const message = toMessage(row);
  if (row.outcome === "repeated") return { message, deduplicated: true, deliveries: [] };
  // One event for everybody: it is serialised once, however many get it.
  const event = { type: "message.created", message } as const;
  const deliveries = row.recipients.map((userId, at) => {
    const seq = row.numbers[at];
    if (seq === undefined) throw new Error("a recipient without a number");
    return { userId, seq, event };
  });
  return { message, deduplicated: false, deliveries };
}

const saysSame = (send: Send, message: Message) =>
  message.body === send.body && packIds(message.mentions) === packIds(send.mentions);

/** A repeat has to be the same message; one that was deleted since has no text left to compare. */
function isSame({ send }: Waiting, message: Message) {
  return (
    message.conversationId === send.conversationId &&
    message.replyToSeq === (send.replyToSeq ?? null) &&
    (message.deletedAt !== null || message.editedAt !== null || saysSame(send, message))
  );
}

/** Another process stored one of these ids between our reading and our writing. */
const isRace = (error: unknown) =>
  error instanceof Error && "constraint" in error && error.constraint === "messages_sender_id";

/** Answers one send. True where it has to be tried again. */
function answer(entry: Waiting, row: SendRow): boolean {
  switch (row.outcome) {
    case "stored":
      entry.resolve(toResult(row));
      return false;
    case "repeated": {
      const result = toResult(row);
      if (isSame(entry, result.message)) entry.resolve(result);
      else entry.reject(new DomainError("idempotency_conflict"));
      return false;
    }
    case "refused":
      entry.reject(new DomainError(row.refusal));
      return false;
    case "overtaken":
      return true;
  }
}

/** Answers each send of a batch, and returns those that have to be tried again. */
const settle = (batch: readonly Waiting[], rows: readonly SendRow[]): Waiting[] =>
  rows.flatMap((row) => {
    const entry = batch[row.ord - 1];
    if (entry === undefined) throw new Error("a result without its send");
    return answer(entry, row) ? [entry] : [];
  });

interface Store {
  readonly db: Database;
  readonly clock: Clock;
  readonly meter: Meter;
  readonly tracer?: Tracer | undefined;
}

const run = ({ db, clock }: Store, batch: readonly Waiting[]) =>
  sendStatement(db, [
    batch.map(({ send }) => send.senderId),
    batch.map(({ send }) => send.conversationId),
    batch.map(({ send }) => send.id),
    batch.map(({ send }) => send.body),
    batch.map(({ send }) => fold(send.body)),
    batch.map(({ send }) => send.replyToSeq ?? null),
    batch.map(({ send }) => packIds(send.mentions)),
    batch.map(({ send }) => send.issuedAt),
    clock.now(),
  ]);

/** One statement for many sends belongs to the traces of all of them. */
function runTraced(store: Store, batch: readonly Waiting[]) {
  const { tracer } = store;
  if (tracer === undefined) return run(store, batch);
  const links = batch.flatMap(({ trace = [] }) => trace);
  const attributes = { "parley.sends": batch.length };
  return tracer.span("messages.store", { kind: "internal", attributes, links }, () =>
    run(store, batch),
  );
}

/** Stores a batch and answers its sends. Returns those that have to be tried again. */
async function storeBatch(store: Store, batch: readonly Waiting[]): Promise<Waiting[]> {
  const begin = performance.now();
  try {
    const rows = await runTraced(store, batch);
    store.meter.batchStored(batch.length, performance.now() - begin);
    return settle(batch, rows);
  } catch (error) {
    if (isRace(error)) return [...batch];
    return fail(store, { batch, error });
  }
}

/** A fault that one send brought must not fail its neighbours, so each is tried alone. */
async function fail(
  store: Store,
  { batch, error }: { batch: readonly Waiting[]; error: unknown },
): Promise<Waiting[]> {
  if (batch.length === 1 || isPassingDatabaseFault(error)) {
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

/**
 * One statement at a time: what arrives meanwhile goes together in the next. So a lone send never waits
 * for company, and each sender's order is kept.
 */
export function createSendQueue(store: Store): SendQueue {
  let waiting: Waiting[] = [];
  let underWay = false;

  async function drain() {
    underWay = true;
    while (waiting.length > 0) {
      const { batch, later } = takeBatch(waiting);
      waiting = later;
      const again = await storeBatch(store, batch);
      waiting = [...again, ...waiting];
    }
    underWay = false;
  }

  return {
    send: (send) =>
      new Promise((resolve, reject) => {
        waiting.push({ send, resolve, reject, trace: store.tracer?.current() });
        if (!underWay) void drain();
      }),
  };
}
