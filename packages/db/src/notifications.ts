import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { DatabaseUnavailableError } from "./database-unavailable.ts";
import { parseDatabaseUrl } from "./engines/postgres/database-url.ts";
import { explainFailure } from "./engines/postgres/explain-failure.ts";
import { completeSession, sessionConfig } from "./session-settings.ts";

/** PostgreSQL refuses a payload of 8,000 bytes and more. https://www.postgresql.org/docs/18/sql-notify.html */
export const PAYLOAD_MAX = 7_999;

/** A connection of its own on which processes of one database call to each other. */
export interface Notifications {
  /** Sends texts of `PAYLOAD_MAX` bytes at most, in one transaction. Rejects while the connection is away. */
  send(payloads: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export interface NotificationOptions {
  readonly url: string;
  readonly channel: string;
  /** Hears what every process sends, this one too. */
  readonly onMessage: (payload: string) => void;
  /** The connection stands again, after a time in which messages were lost. */
  readonly onReopen: () => void;
  readonly onFault: (fault: unknown) => void;
}

const PATIENCE = 10_000;
const FIRST_DELAY = 100;
const LONGEST_DELAY = 5_000;

/** One connection, from its opening to its loss. */
interface Line {
  readonly client: pg.Client;
  readonly lost: Promise<void>;
}

/** Nobody waits for the end of a connection that is of no more use. */
const end = (client: pg.Client) => void client.end().catch(() => undefined);

/** Says it to itself: behind a pooler that hands each statement to another session, LISTEN fails in silence. */
async function proveHearing(client: pg.Client, channel: string): Promise<void> {
  const word = `?${randomUUID()}`;
  const heard = Promise.withResolvers<void>();
  const onWord = ({ payload }: pg.Notification) => {
    if (payload === word) heard.resolve();
  };
  client.on("notification", onWord);
  const deadline = new AbortController();
  try {
    await client.query("select pg_notify($1, $2)", [channel, word]);
    await Promise.race([
      heard.promise,
      pause(PATIENCE, undefined, { signal: deadline.signal }).then(() => {
        throw new Error("unsupported startup parameter: what is sent is not heard");
      }),
    ]);
  } finally {
    deadline.abort();
    client.off("notification", onWord);
  }
}

async function openLine({ url, channel, onMessage }: NotificationOptions): Promise<Line> {
  const client = new pg.Client({
    ...sessionConfig(url),
    application_name: "parley bus",
    connectionTimeoutMillis: PATIENCE,
    query_timeout: PATIENCE,
    keepAlive: true,
  });
  const lost = Promise.withResolvers<void>();
  // Either of the two may come alone, and an error that nobody hears ends the process.
  client.on("error", () => lost.resolve());
  client.on("end", () => lost.resolve());
  try {
    await client.connect();
    // A hint need not survive a crash, and so its commit waits for no disk.
    await client.query("set synchronous_commit = off");
    await completeSession(client);
    await client.query(`listen ${client.escapeIdentifier(channel)}`);
    await proveHearing(client, channel);
  } catch (fault) {
    end(client);
    throw fault;
  }
  client.on("notification", ({ payload = "" }) => {
    if (!payload.startsWith("?")) onMessage(payload);
  });
  return { client, lost: lost.promise };
}

/** The connection and its successors. */
class KeptLine implements Notifications {
  readonly #options: NotificationOptions;
  readonly #closing = new AbortController();
  readonly #kept: Promise<void>;
  #line: Line | undefined;

  constructor(options: NotificationOptions, line: Line) {
    this.#options = options;
    this.#line = line;
    this.#kept = this.#keepOpen();
  }

  async send(payloads: readonly string[]) {
    if (this.#line === undefined) throw new Error("the bus has no connection to the database");
    const { client } = this.#line;
    try {
      await client.query({
        name: "bus.notify",
        text: "select pg_notify($1, payload) from unnest($2::text[]) as payload",
        values: [this.#options.channel, payloads],
      });
    } catch (fault) {
      // Whatever it was, a new connection is the way out; an open query would hold this one up.
      end(client);
      throw fault;
    }
  }

  async close() {
    this.#closing.abort();
    if (this.#line !== undefined) end(this.#line.client);
    await this.#kept;
  }

  async #keepOpen() {
    const { signal } = this.#closing;
    const { onFault, onReopen } = this.#options;
    while (this.#line !== undefined) {
      const { client, lost } = this.#line;
      await lost;
      this.#line = undefined;
      end(client);
      if (signal.aborted) return;
      onFault(new Error("the bus lost its connection to the database"));
      this.#line = await this.#reopen();
      if (this.#line !== undefined) onReopen();
    }
  }

  async #reopen(): Promise<Line | undefined> {
    const { signal } = this.#closing;
    for (let delay = FIRST_DELAY; ; delay = Math.min(delay * 2, LONGEST_DELAY)) {
      await pause(delay * (0.5 + Math.random()), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return undefined;
      try {
        const line = await openLine(this.#options);
        if (!signal.aborted) return line;
        end(line.client);
      } catch (fault) {
        this.#options.onFault(fault);
      }
    }
  }
}

/**
 * Opens the connection, and opens it again whenever it is lost. Fails with `DatabaseUnavailableError` where
 * the first opening does.
 */
export async function openNotifications(options: NotificationOptions): Promise<Notifications> {
  const address = parseDatabaseUrl(options.url);
  try {
    return new KeptLine(options, await openLine(options));
  } catch (fault) {
    throw new DatabaseUnavailableError(explainFailure(fault, address), { cause: fault });
  }
}
