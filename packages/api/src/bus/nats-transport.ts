import { connect, type NatsConnection, type Subscription } from "@nats-io/transport-node";
import type { Carrier, CarrierHost, News } from "./transport.ts";
import {
  fromNatsText,
  hintText,
  type NatsMessage,
  readNatsUrl,
  toNews,
  tokenOf,
} from "./nats-messages.ts";
import { NatsUnavailableError } from "./nats-unavailable.ts";

export interface NatsCarrierOptions {
  /** `nats://user:password@host:4222/name`; several hosts with commas between them. */
  readonly url: string;
}

const PATIENCE = 10_000;
const toText = (message: NatsMessage) => JSON.stringify(message);

const AWAY = "the bus has no connection to NATS";

async function openConnection(url: string): Promise<NatsConnection> {
  const { options } = readNatsUrl(url);
  try {
    return await connect({
      ...options,
      name: "parley",
      // What a process says, its own subscribers have heard.
      noEcho: true,
      timeout: PATIENCE,
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

/** Carries news by NATS, core publish and subscribe: one subject a person, followed while somebody listens. */
class NatsCarrier implements Carrier {
  readonly #connection: NatsConnection;
  readonly #name: string;
  readonly #subscriptions = new Map<string, Subscription>();
  #host: CarrierHost | undefined;
  #isConnected = true;
  #isClosing = false;
  #asking: Promise<void> | undefined;

  constructor(connection: NatsConnection, name: string) {
    this.#connection = connection;
    this.#name = name;
  }

  start(host: CarrierHost) {
    this.#host = host;
    const callback = () => host.onNews({ hints: [], signals: [], authority: [], look: true });
    this.#connection.subscribe(`${this.#name}.look`, { callback });
    void this.#watch();
  }

  follow(userId: string) {
    const callback = (_: Error | null, message: { string(): string }) => {
      const heard = fromNatsText(message.string());
      if (heard !== undefined) this.#host?.onNews(toNews(userId, heard));
    };
    const subscription = this.#connection.subscribe(this.#subjectOf(userId), { callback });
    this.#subscriptions.set(userId, subscription);
  }

  unfollow(userId: string) {
    this.#subscriptions.get(userId)?.unsubscribe();
    this.#subscriptions.delete(userId);
  }

  ready() {
    return this.#isConnected ? (this.#asking ??= this.#ask()) : Promise.resolve();
  }

  async publish({ hints, signals, authority, look }: News) {
    if (!this.#isConnected) throw new Error(AWAY);
    if (look) this.#connection.publish(`${this.#name}.look`);
    for (const userId of authority) this.#say(userId, toText({ authority: true }));
    for (const hint of hints) this.#say(hint.userId, hintText(hint));
    for (const { userIds, signal } of signals) {
      const text = toText({ signal });
      for (const userId of userIds) this.#say(userId, text);
    }
  }

  async close() {
    this.#isClosing = true;
    await this.#connection.close();
  }

  #subjectOf(userId: string) {
    return `${this.#name}.user.${tokenOf(userId)}`;
  }

  #say(userId: string, text: string) {
    this.#connection.publish(this.#subjectOf(userId), text);
  }

  /** The server has taken every subscription of this turn and before. One question goes for all who wait. */
  async #ask() {
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.#asking = undefined;
    // Where the connection breaks meanwhile, its return is a gap, after which everybody looks.
    await this.#connection.flush().catch(() => undefined);
  }

  async #watch() {
    for await (const status of this.#connection.status()) {
      if (status.type === "disconnect") {
        this.#isConnected = false;
        if (!this.#isClosing) this.#host?.onFault(new Error(AWAY));
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

/** Opens the way by NATS. Fails with `NatsUnavailableError`. */
export async function openNatsCarrier({ url }: NatsCarrierOptions): Promise<Carrier> {
  return new NatsCarrier(await openConnection(url), readNatsUrl(url).name);
}
