import { connect, type NatsConnection, type Subscription } from "@nats-io/transport-node";
import { coalesce } from "@parley/concurrency/coalesce";
import { DEFAULT_SCHEMA } from "@parley/db/database-schema";
import type { Transport, TransportHost, Notification } from "./transport.ts";
import {
  fromNatsText,
  hintText,
  type NatsMessage,
  readNatsUrl,
  toNotification,
  tokenOf,
} from "./nats-messages.ts";
import { NatsUnavailableError } from "./nats-unavailable.ts";

/** Where NATS is. */
export interface NatsTransportOptions {
  /** `nats://user:password@host:4222/name`; several hosts with commas between them. */
  readonly url: string;
  /** The schema with the tables, `parley` by default: processes on another one have subjects of their own. */
  readonly schema?: string | undefined;
}

const CONNECT_TIMEOUT = 10_000;
const toText = (message: NatsMessage) => JSON.stringify(message);

const DISCONNECTED = "the bus has no connection to NATS";

async function openConnection(url: string): Promise<NatsConnection> {
  const { options } = readNatsUrl(url);
  try {
    return await connect({
      ...options,
      name: "parley",
      // Subscribers of the same process get events locally.
      noEcho: true,
      timeout: CONNECT_TIMEOUT,
      maxReconnectAttempts: -1,
      reconnectTimeWait: 200,
      reconnectJitter: 800,
      pingInterval: 5_000,
      maxPingOut: 2,
      ignoreAuthErrorAbort: true,
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const hosts = options.servers.join(", ");
    throw new NatsUnavailableError(`The NATS server at ${hosts} cannot be used: ${why}.`, {
      cause,
    });
  }
}

/** Sends notifications over NATS core publish/subscribe: one subject a user, subscribed while the user has listeners. */
class NatsTransport implements Transport {
  readonly #connection: NatsConnection;
  /** What the subjects begin with. */
  readonly #prefix: string;
  readonly #subscriptions = new Map<string, Subscription>();
  #host: TransportHost | undefined;
  #isConnected = true;
  #isClosing = false;
  /** Resolves once the server has processed every subscription so far. One flush serves all who wait. */
  readonly #flush = coalesce(async () => {
    await new Promise<void>((resolve) => setImmediate(resolve));
    // If the connection breaks meanwhile, its return is a gap, and every process reconciles.
    await this.#connection.flush().catch(() => undefined);
  });

  constructor(connection: NatsConnection, prefix: string) {
    this.#connection = connection;
    this.#prefix = prefix;
  }

  start(host: TransportHost) {
    this.#host = host;
    const callback = () =>
      host.onNotification({ hints: [], signals: [], authority: [], reconcile: true });
    this.#connection.subscribe(`${this.#prefix}.look`, { callback });
    void this.#watch();
  }

  follow(userId: string) {
    const callback = (_: Error | null, message: { string(): string }) => {
      const heard = fromNatsText(message.string());
      if (heard !== undefined) this.#host?.onNotification(toNotification(userId, heard));
    };
    const subscription = this.#connection.subscribe(this.#subjectOf(userId), { callback });
    this.#subscriptions.set(userId, subscription);
  }

  unfollow(userId: string) {
    this.#subscriptions.get(userId)?.unsubscribe();
    this.#subscriptions.delete(userId);
  }

  ready() {
    return this.#isConnected ? this.#flush() : Promise.resolve();
  }

  async publish({ hints, signals, authority, reconcile }: Notification) {
    if (!this.#isConnected) throw new Error(DISCONNECTED);
    if (reconcile) this.#connection.publish(`${this.#prefix}.look`);
    for (const userId of authority) this.#publish(userId, toText({ authority: true }));
    for (const hint of hints) this.#publish(hint.userId, hintText(hint));
    for (const { userIds, signal } of signals) {
      const text = toText({ signal });
      for (const userId of userIds) this.#publish(userId, text);
    }
  }

  async close() {
    this.#isClosing = true;
    await this.#connection.close();
  }

  #subjectOf(userId: string) {
    return `${this.#prefix}.user.${tokenOf(userId)}`;
  }

  #publish(userId: string, text: string) {
    this.#connection.publish(this.#subjectOf(userId), text);
  }

  async #watch() {
    for await (const status of this.#connection.status()) {
      if (status.type === "disconnect") {
        this.#isConnected = false;
        if (!this.#isClosing) this.#host?.onFault(new Error(DISCONNECTED));
      } else if (status.type === "reconnect") {
        this.#isConnected = true;
        await this.#connection.flush().catch(() => undefined);
        this.#host?.onGap();
      } else if (status.type === "error") {
        this.#host?.onFault(status.error);
      }
    }
  }
}

/** Connects to NATS. Fails with `NatsUnavailableError`. */
export async function openNatsTransport({
  url,
  schema = DEFAULT_SCHEMA,
}: NatsTransportOptions): Promise<Transport> {
  const { name } = readNatsUrl(url);
  const prefix = schema === DEFAULT_SCHEMA ? name : `${name}.schema.${schema}`;
  return new NatsTransport(await openConnection(url), prefix);
}
