import { randomUUID } from "node:crypto";
import { type Notifications, openNotifications } from "@parley/db/notifications";
import type { Carrier, CarrierHost, News } from "./transport.ts";
import { fromPayload, toPayloads } from "./payloads.ts";

export interface PostgresCarrierOptions {
  /** A session of its own: not through a pooler that hands statements to whatever session is free. */
  readonly url: string;
  /** Milliseconds between two signs of life. */
  readonly heartbeat?: number | undefined;
}

const CHANNEL = "parley";
const HEARTBEAT = 5_000;
/** Without a sign of life for so many heartbeats the others are gone. */
const MISSED = 4;

/**
 * Carries news by LISTEN and NOTIFY, outside of any transaction of the product. A process that knows that it
 * is alone sends nothing but its signs of life.
 */
class PostgresCarrier implements Carrier {
  readonly #me = randomUUID();
  readonly #lease: number;
  readonly #timer: NodeJS.Timeout;
  #notifications: Notifications | undefined;
  #host: CarrierHost | undefined;
  // Until the others had time to say so, they are there.
  #heardAt = performance.now();
  #beatAt = performance.now();

  constructor(heartbeat: number) {
    this.#lease = MISSED * heartbeat;
    this.#timer = setInterval(() => this.#beat(), heartbeat);
    this.#timer.unref();
  }

  async open(url: string) {
    this.#notifications = await openNotifications({
      url,
      channel: CHANNEL,
      onFault: (fault) => this.#host?.onFault(fault),
      onReopen: () => this.#comeBack(),
      onMessage: (payload) => this.#hear(payload),
    });
  }

  start(host: CarrierHost) {
    this.#host = host;
    this.#say("hello");
  }

  follow() {}
  unfollow() {}
  ready() {
    return Promise.resolve();
  }

  async publish(news: News) {
    const isAlone = performance.now() - this.#heardAt > this.#lease;
    if (!isAlone) await this.#notifications?.send(toPayloads(this.#me, news));
  }

  async close() {
    clearInterval(this.#timer);
    await this.#notifications?.close();
  }

  #say(word: "here" | "hello") {
    const saying = this.#notifications?.send([JSON.stringify({ from: this.#me, word })]);
    saying?.catch((fault: unknown) => this.#host?.onFault(fault));
  }

  #hear(payload: string) {
    const heard = fromPayload(payload);
    if (heard === undefined || heard.from === this.#me) return;
    this.#heardAt = performance.now();
    // Whoever comes must hear at once that it is not alone.
    if (heard.word === "hello") this.#say("here");
    if (heard.news !== undefined) this.#host?.onNews(heard.news);
  }

  /** After a time in which nothing was heard, and perhaps nothing was told. */
  #comeBack() {
    this.#heardAt = performance.now();
    this.#say("hello");
    this.#host?.onGap();
  }

  #beat() {
    const now = performance.now();
    const sleptFor = now - this.#beatAt;
    this.#beatAt = now;
    // A process that slept was taken for gone.
    if (sleptFor > this.#lease) this.#comeBack();
    else this.#say("here");
  }
}

/** Opens the way by a connection of its own. Fails with `DatabaseUnavailableError`. */
export async function openPostgresCarrier({
  url,
  heartbeat = HEARTBEAT,
}: PostgresCarrierOptions): Promise<Carrier> {
  const carrier = new PostgresCarrier(heartbeat);
  try {
    await carrier.open(url);
    return carrier;
  } catch (fault) {
    await carrier.close();
    throw fault;
  }
}
