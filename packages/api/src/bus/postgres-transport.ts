import { randomUUID } from "node:crypto";
import { DEFAULT_SCHEMA } from "@parley/db/database-schema";
import { type Notifications, openNotifications } from "@parley/db/notifications";
import type { Transport, TransportHost, Notification } from "./transport.ts";
import { fromPayload, toPayloads } from "./payloads.ts";

/** Which connection carries the notifications. */
export interface PostgresTransportOptions {
  /** A dedicated session: not through a pooler in transaction or statement mode. */
  readonly url: string;
  /** The schema with the tables, `parley` by default: processes on another one have a channel of their own. */
  readonly schema?: string | undefined;
  /** Heartbeat interval in milliseconds. */
  readonly heartbeat?: number | undefined;
}

/** At most 63 bytes, as the length of a schema's name allows. */
const channelOf = (schema: string) =>
  schema === DEFAULT_SCHEMA ? DEFAULT_SCHEMA : `${DEFAULT_SCHEMA}:${schema}`;
const HEARTBEAT = 5_000;
/** Heartbeats that may be missed before the other processes count as gone. */
const MISSED = 4;

/**
 * Sends notifications by LISTEN and NOTIFY, outside of the product's transactions. A process without peers sends only
 * heartbeats.
 */
class PostgresTransport implements Transport {
  readonly #me = randomUUID();
  readonly #lease: number;
  readonly #timer: NodeJS.Timeout;
  #notifications: Notifications | undefined;
  #host: TransportHost | undefined;
  // Peers count as present until their heartbeat has had time to arrive.
  #heardAt = performance.now();
  #beatAt = performance.now();

  constructor(heartbeat: number) {
    this.#lease = MISSED * heartbeat;
    this.#timer = setInterval(() => this.#beat(), heartbeat);
    this.#timer.unref();
  }

  async open(url: string, schema: string) {
    this.#notifications = await openNotifications({
      url,
      channel: channelOf(schema),
      onFault: (fault) => this.#host?.onFault(fault),
      onReopen: () => this.#recover(),
      onMessage: (payload) => this.#receive(payload),
    });
  }

  start(host: TransportHost) {
    this.#host = host;
    this.#notify("hello");
  }

  follow() {}
  unfollow() {}
  ready() {
    return Promise.resolve();
  }

  async publish(notification: Notification) {
    const isAlone = performance.now() - this.#heardAt > this.#lease;
    if (!isAlone) await this.#notifications?.send(toPayloads(this.#me, notification));
  }

  async close() {
    clearInterval(this.#timer);
    await this.#notifications?.close();
  }

  #notify(word: "here" | "hello") {
    const sending = this.#notifications?.send([JSON.stringify({ from: this.#me, word })]);
    sending?.catch((fault: unknown) => this.#host?.onFault(fault));
  }

  #receive(payload: string) {
    const heard = fromPayload(payload);
    if (heard === undefined || heard.from === this.#me) return;
    this.#heardAt = performance.now();
    // A new process must learn at once that it has peers.
    if (heard.word === "hello") this.#notify("here");
    if (heard.notification !== undefined) this.#host?.onNotification(heard.notification);
  }

  /** Called after a time in which notifications may have been lost in both directions. */
  #recover() {
    this.#heardAt = performance.now();
    this.#notify("hello");
    this.#host?.onGap();
  }

  #beat() {
    const now = performance.now();
    const sleptFor = now - this.#beatAt;
    this.#beatAt = now;
    // Peers had taken a suspended process for dead.
    if (sleptFor > this.#lease) this.#recover();
    else this.#notify("here");
  }
}

/** Opens a dedicated connection. Fails with `DatabaseUnavailableError`. */
export async function openPostgresTransport({
  url,
  schema = DEFAULT_SCHEMA,
  heartbeat = HEARTBEAT,
}: PostgresTransportOptions): Promise<Transport> {
  const transport = new PostgresTransport(heartbeat);
  try {
    await transport.open(url, schema);
    return transport;
  } catch (fault) {
    await transport.close();
    throw fault;
  }
}
