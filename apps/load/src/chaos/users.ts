import { createParleyClient, type ParleyClient } from "@parley/client";
import { tokenOf } from "../bench/processes/tokens.ts";
import type { Arrival, Reader, Sent } from "./history.ts";

interface Writing {
  readonly sent: Sent;
  readonly writtenAt: number;
}

/** Users who write continuously with the public client, and the history of all results. */
export interface ChaosUsers {
  /** Messages acknowledged so far. */
  readonly acknowledged: number;
  /** Resolves once each writer got a response to a message written from now on, in each conversation. */
  recovered(): Promise<void>;
  /** Stops writing; resolves once every message has its response. */
  rest(): Promise<void>;
  /** Resolves once each reader has received the last event of their stream, whatever came before it. */
  caughtUp(heads: ReadonlyMap<string, number>): Promise<void>;
  sent(): Sent[];
  readers(): Reader[];
  /** Refusals, which no fault of a run explains. */
  refusals(): readonly string[];
  close(): void;
}

export interface ChaosUsersOptions {
  readonly url: string;
  /** The conversations of each user, by id. */
  readonly conversations: ReadonlyMap<string, readonly string[]>;
  /** Milliseconds between the response to a message and the next one. */
  readonly pause: () => number;
}

/** One user: a writer in each of their conversations, one message at a time, and a reader. */
class Member {
  readonly id: string;
  readonly conversationIds: readonly string[];
  readonly arrivals: Arrival[] = [];
  readonly refusals: string[] = [];
  readonly writings = new Map<string, Writing>();
  readonly #client: ParleyClient;
  readonly #options: ChaosUsersOptions;
  readonly #onChange: () => void;
  readonly #refused = new Set<string>();
  cursor = 0;
  #isWriting = true;

  constructor(id: string, options: ChaosUsersOptions, onChange: () => void) {
    this.id = id;
    this.conversationIds = options.conversations.get(id) ?? [];
    this.#options = options;
    this.#onChange = onChange;
    this.#client = createParleyClient({ url: `${options.url}/trpc`, token: () => tokenOf(id) });
  }

  async listen(): Promise<void> {
    const { cursor } = await this.#client.trpc.users.me.query();
    this.cursor = Number(cursor);
    this.#client.outbox.entries.subscribe(() => this.#look());
    this.#client.listen({
      cursor,
      onEvent: (event, at) => {
        const number = Number(at);
        if (event.type === "message.created") {
          const { id, conversationId, seq } = event.message;
          this.arrivals.push({
            kind: "message",
            cursor: number,
            message: { id, conversationId, seq },
          });
        } else
          this.arrivals.push({
            kind: event.type === "resync" ? "resync" : "other",
            cursor: number,
          });
        this.#onChange();
      },
      onSignal: () => undefined,
      onError: (error) => this.refusals.push(`the stream of ${this.id}: ${error.message}`),
    });
  }

  write(): void {
    for (const conversationId of this.conversationIds) this.#write(conversationId);
  }

  #write(conversationId: string): void {
    if (!this.#isWriting) return;
    const body = `${this.id} ${this.writings.size}`;
    const { id } = this.#client.outbox.send({ conversationId, body });
    const sent = { id, sender: this.id, conversationId, seq: null };
    this.writings.set(id, { sent, writtenAt: performance.now() });
  }

  /** Records the responses, and removes them from the outbox. */
  #look(): void {
    for (const { id, conversationId, state } of this.#client.outbox.entries.get()) {
      const writing = this.writings.get(id);
      if (writing === undefined || writing.sent.seq !== null) continue;
      if (state.status === "failed") {
        // It stays without a response in the history.
        if (!this.#refused.has(id)) this.refusals.push(`${this.id}: ${state.reason}`);
        this.#refused.add(id);
        this.#client.outbox.discard(id);
      } else if (state.status === "sent") {
        this.writings.set(id, { ...writing, sent: { ...writing.sent, seq: state.message.seq } });
        this.#client.outbox.settle([id]);
      } else continue;
      setTimeout(() => this.#write(conversationId), this.#options.pause());
      this.#onChange();
    }
  }

  rest(): void {
    this.#isWriting = false;
  }

  /** Whether each conversation has a response to a message written since. */
  hasAnswers(since: number): boolean {
    const answered = new Set(
      [...this.writings.values()]
        .filter(({ sent, writtenAt }) => sent.seq !== null && writtenAt >= since)
        .map(({ sent }) => sent.conversationId),
    );
    return this.conversationIds.every((id) => answered.has(id));
  }

  hasReached(head: number): boolean {
    return (this.arrivals.at(-1)?.cursor ?? this.cursor) >= head;
  }

  isAnswered(): boolean {
    return [...this.writings.values()].every(
      ({ sent }) => sent.seq !== null || this.#refused.has(sent.id),
    );
  }

  close(): void {
    this.#client.close();
  }
}

/** Signs all users in, and starts writing. */
export async function startUsers(options: ChaosUsersOptions): Promise<ChaosUsers> {
  const waiting = new Set<() => void>();
  const onChange = () => {
    for (const look of waiting) look();
  };
  const members = [...options.conversations.keys()].map((id) => new Member(id, options, onChange));
  /** Waits for progress, so that a slow machine only takes longer. */
  const until = (isSo: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!isSo()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  // Writing starts after all subscriptions are active: a stream begins at its reader's cursor.
  await Promise.all(members.map((member) => member.listen()));
  for (const member of members) member.write();
  const sent = () => members.flatMap(({ writings }) => [...writings.values()].map((it) => it.sent));
  return {
    get acknowledged() {
      return sent().filter(({ seq }) => seq !== null).length;
    },
    recovered() {
      const since = performance.now();
      return until(() => members.every((member) => member.hasAnswers(since)));
    },
    rest() {
      for (const member of members) member.rest();
      return until(() => members.every((member) => member.isAnswered()));
    },
    caughtUp: (heads) =>
      until(() => members.every((member) => member.hasReached(heads.get(member.id) ?? 0))),
    sent,
    readers: () =>
      members.map(({ id, cursor, conversationIds, arrivals }) => ({
        id,
        cursor,
        conversationIds,
        arrivals,
      })),
    refusals: () => members.flatMap(({ refusals }) => refusals),
    close() {
      for (const member of members) member.close();
    },
  };
}
