import { conversationId, personId, type Dataset } from "../seed/dataset.ts";
import { createChance } from "../seed/chance.ts";
import { Ledger } from "./ledger.ts";
import type { Connection, OpenConnection } from "./connection.ts";
import { createIds, senderOf } from "./message-ids.ts";
import { type Spread, spreadOf } from "./quantiles.ts";
import { createTexts } from "../seed/texts.ts";

/** Characters of a message, as in the measurements that these are compared with. */
const TEXT_LENGTH = 109;

export interface Connected {
  readonly people: number;
  readonly milliseconds: Spread;
}

/** The users of a dataset, each with one connection, and what they send to each other. */
export class People {
  readonly #dataset: Dataset;
  readonly #connections: Connection[] = [];
  readonly #nextId = createIds();
  readonly #text = createTexts(TEXT_LENGTH);
  readonly #chance = createChance(2026);
  #ledger = new Ledger({ onArrived: () => undefined, onDone: () => undefined });
  #closed = 0;

  constructor(dataset: Dataset) {
    this.#dataset = dataset;
  }

  get size(): number {
    return this.#connections.length;
  }

  /** Connections that ended unexpectedly. */
  get closed(): number {
    return this.#closed;
  }

  /** Connects all users, `atOnce` at a time. */
  async connect(
    open: (at: number) => OpenConnection,
    { atOnce, onProgress }: { atOnce: number; onProgress: (done: number) => void },
  ): Promise<Connected> {
    const times: number[] = [];
    const waiting = Array.from({ length: this.#dataset.people }, (_, at) => at).values();
    const work = async () => {
      for (const at of waiting) {
        const begin = performance.now();
        this.#connections[at] = await open(at)(personId(at), this.#callbacksOf(at));
        times.push(performance.now() - begin);
        onProgress(times.length);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return { people: this.#connections.length, milliseconds: spreadOf(times) };
  }

  /** Counts from zero, in another ledger. */
  begin(ledger: Ledger): void {
    this.#ledger = ledger;
  }

  /** A user writes to one of their contacts. */
  sendDirect(due: number): void {
    const { people, reach } = this.#dataset;
    const at = this.#chance(people);
    const step = 1 + this.#chance(reach);
    const other = (at + step) % people;
    const [from, to] = this.#chance(2) === 0 ? [at, other] : [other, at];
    this.#send({ from, to, conversationId: conversationId(at, step), due, receivers: 1 });
  }

  /** A member writes to a group of the given size. */
  sendToGroup(group: { conversationId: string; members: number }, due: number): void {
    const from = this.#chance(group.members);
    const receivers = group.members - 1;
    this.#send({ from, to: from, conversationId: group.conversationId, due, receivers });
  }

  close(): void {
    for (const connection of this.#connections) connection.close();
  }

  #send(message: {
    from: number;
    to: number;
    conversationId: string;
    due: number;
    receivers: number;
  }) {
    const { from, to, due, receivers } = message;
    const id = this.#nextId(from);
    this.#ledger.sent(id, { due, receivers });
    this.#connections[from]?.send({
      id,
      conversationId: message.conversationId,
      to: personId(to),
      body: this.#text(),
    });
  }

  #callbacksOf(at: number) {
    return {
      onStored: (id: string) => this.#ledger.stored(id),
      onRefused: (id: string, reason: string) => this.#ledger.refused(id, reason),
      onMessage: (id: string) => {
        if (senderOf(id) !== at) this.#ledger.arrived(id);
      },
      onClosed: () => void (this.#closed += 1),
    };
  }
}
