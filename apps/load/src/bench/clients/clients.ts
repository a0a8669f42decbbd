import { setTimeout as pause } from "node:timers/promises";
import { createChance } from "../seed/chance.ts";
import { Ledger } from "../load-generator/ledger.ts";
import { spreadOf } from "../load-generator/quantiles.ts";
import { createTexts } from "../seed/texts.ts";
import { conversationId, personId, type Dataset } from "../seed/dataset.ts";
import type { Outage, Outages, Recovered } from "./commands.ts";
import { openPerson, type Person } from "./person.ts";

const AT_ONCE = 25;
const noLedger = () => new Ledger({ onArrived: () => undefined, onDone: () => undefined });

/** Users of a dataset with the real client. */
export class Clients {
  readonly #dataset: Dataset;
  readonly #people: Person[] = [];
  readonly #text = createTexts(109);
  readonly #chance = createChance(7);
  /** When each last reconnected, in epoch milliseconds. */
  readonly #onlineAt = new Map<number, number>();
  readonly #offlineSince = new Map<number, number>();
  readonly #outages: Outage[] = [];
  #ledger = noLedger();
  #gaps = 0;

  constructor(dataset: Dataset) {
    this.#dataset = dataset;
  }

  async connect(urls: readonly string[], onProgress: (done: number) => void): Promise<number> {
    const waiting = Array.from({ length: this.#dataset.people }, (_, at) => at).values();
    const work = async () => {
      for (const at of waiting) {
        this.#people[at] = await openPerson(
          urls[at % urls.length] ?? "",
          personId(at),
          this.#callbacksOf(at),
        );
        onProgress(this.#onlineAt.size);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return this.#people.length;
  }

  close(): void {
    for (const { client } of this.#people) client.close();
  }

  begin(ledger: Ledger): void {
    this.#ledger = ledger;
  }

  /** A user writes to one of their contacts, through their outbox. */
  send(due: number, sender = this.#chance(this.#dataset.people)): void {
    const step = 1 + this.#chance(this.#dataset.reach);
    const entry = this.#people[sender]?.client.outbox.send({
      conversationId: conversationId(sender, step),
      body: this.#text(),
    });
    if (entry !== undefined) this.#ledger.sent(entry.id, { due, receivers: 1 });
  }

  /** Every user writes one message. */
  writeAll(): number {
    this.#ledger = noLedger();
    for (const at of this.#people.keys()) this.send(performance.now(), at);
    return this.#people.length;
  }

  async untilWhole(since: number, timeout: number): Promise<Recovered> {
    const end = Date.now() + timeout;
    const isWhole = () =>
      this.#ledger.underWay === 0 &&
      this.#people.every(
        (person, at) => person.isOnline() && (this.#onlineAt.get(at) ?? 0) >= since,
      );
    while (!isWhole() && Date.now() < end) await pause(5);
    const seconds = (Date.now() - since) / 1_000;
    // Duplicates arrive soon after the original.
    await pause(500);
    const back = [...this.#onlineAt.values()].map((at) => (at - since) / 1_000);
    return { back: spreadOf(back), seconds, account: this.#ledger.read(), gaps: this.#gaps };
  }

  /** When users were not connected, those who still are not until now, and the sends that failed. */
  outages(): Outages {
    const now = Date.now();
    const current = [...this.#offlineSince.values()].map((from) => ({ from, to: now }));
    const failed = this.#people.reduce(
      (sum, { client }) =>
        sum + client.outbox.entries.get().filter(({ state }) => state.status === "failed").length,
      0,
    );
    return { outages: [...this.#outages, ...current], failed };
  }

  #callbacksOf(at: number) {
    return {
      onOwn: (id: string) => this.#ledger.stored(id),
      onMessage: (id: string) => this.#ledger.arrived(id),
      onGap: () => void (this.#gaps += 1),
      onOnline: () => {
        const now = Date.now();
        this.#onlineAt.set(at, now);
        const from = this.#offlineSince.get(at);
        if (from !== undefined) this.#outages.push({ from, to: now });
        this.#offlineSince.delete(at);
      },
      onOffline: () => void this.#offlineSince.set(at, Date.now()),
    };
  }
}
