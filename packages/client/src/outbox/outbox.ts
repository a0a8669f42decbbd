import { limits } from "@parley/contract/limits";
import { checkBody } from "@parley/contract/text-rules";
import { OutboxError } from "../errors.ts";
import type { OutboxEntry, OutboxFile } from "../outbox-entry.ts";
import type { Store } from "../store.ts";
import type { Locks } from "../wire/page.ts";
import { createSendAttempts, type FilesReady, type SendMessage } from "./send-attempt.ts";
import { createEntries } from "./entries.ts";
import { createPersistence } from "./persistence.ts";
import { createConversationQueues } from "./conversation-queues.ts";
import { createRecovery } from "./recovery.ts";
import { createMessageIds } from "./message-ids.ts";
import { createMemoryOutboxStorage, type OutboxStorage } from "./storage.ts";
import { createTabOwnership } from "./tab-ownership.ts";

/** A message as it is written. */
export interface Draft {
  readonly conversationId: string;
  readonly body: string;
  /** The `seq` of the message that it replies to. */
  readonly replyToSeq?: number | undefined;
  /** The ids of the users that it mentions. */
  readonly mentions?: readonly string[] | undefined;
  /** Files of `client.files`. It is sent once they can be, and its text may be empty. */
  readonly files?: readonly OutboxFile[] | undefined;
}

/** The user's own unsent messages, in order of writing. */
export interface Outbox {
  readonly entries: Store<readonly OutboxEntry[]>;
  /** Queues a message. Throws an `OutboxError` if the body is invalid or too many messages are queued. */
  send(draft: Draft): OutboxEntry;
  /** Retries a message that the server refused. */
  retry(id: string): void;
  /** Removes a message without sending it. One whose call is in flight may be stored all the same. */
  discard(id: string): void;
  /** Removes messages that have arrived in the stream. */
  settle(messageIds: readonly string[]): void;
}

/** The outbox as its client controls it. */
export interface RunningOutbox extends Outbox {
  /** Retries waiting messages at once: the connection is back, or the user has signed in. */
  wake(): void;
  /** Sends nothing until the next message or `wake`. */
  pause(): void;
}

export interface OutboxOptions {
  readonly send: SendMessage;
  /** Waits for the files of a message. */
  readonly ready?: FilesReady | undefined;
  readonly storage?: OutboxStorage | undefined;
  readonly locks?: Locks | undefined;
  readonly now: () => number;
  readonly random: () => number;
}

export function createOutbox(options: OutboxOptions): RunningOutbox {
  const { entries, attempts, persistence, recovery, queues } = createComponents(options);
  const nextId = createMessageIds(options.now);
  const remove = (ids: readonly string[]) => {
    const held = ids.filter((id) => entries.find(id) !== undefined);
    entries.remove(new Set(held));
    for (const id of held) {
      persistence.drop(id);
      attempts.abandon(id);
    }
  };
  const queue = (entry: OutboxEntry) => {
    persistence.save(entry);
    queues.resume();
    queues.start(entry.conversationId);
    return entry;
  };
  return {
    entries,
    send({ body, ...draft }) {
      const text = acceptBody(body, entries.get(), draft.files);
      const written = { id: nextId(), writtenAt: options.now() };
      const entry = { ...written, ...draft, body: text, state: queued };
      entries.add([entry], "last");
      return queue(entry);
    },
    retry(id) {
      if (entries.find(id)?.state.status !== "failed") return;
      const entry = entries.become(id, queued);
      if (entry !== undefined) queue(entry);
    },
    discard: (id) => remove([id]),
    settle: remove,
    wake() {
      queues.hurry();
      void recovery.collect().then((ids) => ids.forEach(queues.start));
    },
    pause() {
      queues.pause();
      attempts.abandonAll();
      persistence.leave();
    },
  };
}

function createComponents({
  send,
  ready,
  storage = createMemoryOutboxStorage(),
  locks,
  random,
}: OutboxOptions) {
  const entries = createEntries();
  const attempts = createSendAttempts(send, ready);
  const ownership = createTabOwnership(storage, locks);
  const persistence = createPersistence(storage, ownership);
  const recovery = createRecovery({
    entries,
    persistence,
    isShared: ownership.owner !== undefined,
  });
  const queues = createConversationQueues({
    entries,
    attempts,
    persistence,
    random,
    ready: recovery.first,
  });
  return { entries, attempts, persistence, recovery, queues };
}

const queued = { status: "queued" } as const;

/** Validates a body and returns it as it will be stored. */
function acceptBody(
  body: string,
  entries: readonly OutboxEntry[],
  files: readonly OutboxFile[] = [],
): string {
  const isEmpty = files.length > 0 && body.trim() === "";
  const checked = isEmpty ? ({ ok: true, text: "" } as const) : checkBody(body);
  if (!checked.ok) {
    throw new OutboxError("invalid_input", [{ path: "body", message: checked.problem }]);
  }
  const unsent = entries.filter(({ state }) => state.status !== "sent");
  if (unsent.length >= limits.outboxMax) throw new OutboxError("outbox_full");
  return checked.text;
}
