import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { withTimeout } from "@parley/concurrency/with-timeout";
import pg from "pg";
import { DatabaseUnavailableError } from "./database-unavailable.ts";
import { parseDatabaseUrl } from "./engines/postgres/database-url.ts";
import { explainFailure } from "./engines/postgres/explain-failure.ts";
import { completeSession, sessionConfig } from "./session-settings.ts";

/** PostgreSQL refuses a payload of 8,000 bytes and more. https://www.postgresql.org/docs/18/sql-notify.html */
export const PAYLOAD_MAX = 7_999;

/** A dedicated connection over which the processes of one database notify each other. */
export interface Notifications {
  /** Sends texts of at most `PAYLOAD_MAX` bytes, in one transaction. Rejects while disconnected. */
  send(payloads: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** What to listen to, and what to call. */
export interface NotificationOptions {
  readonly url: string;
  readonly channel: string;
  /** Called with what every process sends, including this one. */
  readonly onMessage: (payload: string) => void;
  /** Called after a reconnect: messages were lost. */
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

/** The end of a failed connection is not awaited. */
const end = (client: pg.Client) => void client.end().catch(() => undefined);

/** Notifies itself: behind a pooler in transaction mode, LISTEN fails silently. */
async function proveHearing(client: pg.Client, channel: string): Promise<void> {
  const word = `?${randomUUID()}`;
  const heard = Promise.withResolvers<void>();
  const onWord = ({ payload }: pg.Notification) => {
    if (payload === word) heard.resolve();
  };
  client.on("notification", onWord);
  try {
    await client.query("select pg_notify($1, $2)", [channel, word]);
    if (await withTimeout(PATIENCE, heard.promise)) return;
    throw new Error("unsupported startup parameter: what is sent is not heard");
  } finally {
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
  // Either of the two may come alone, and an unhandled error event ends the process.
  client.on("error", () => lost.resolve());
  client.on("end", () => lost.resolve());
  try {
    await client.connect();
    // A hint need not survive a crash, so its commit does not wait for the disk.
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

/** The connection and its replacements. */
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
      // Any failure is answered with a new connection; an open query would delay the end of this one.
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
 * Opens the connection, and reopens it whenever it is lost. Fails with `DatabaseUnavailableError` if the first attempt
 * does.
 */
export async function openNotifications(options: NotificationOptions): Promise<Notifications> {
  const address = parseDatabaseUrl(options.url);
  try {
    return new KeptLine(options, await openLine(options));
  } catch (fault) {
    throw new DatabaseUnavailableError(explainFailure(fault, address), { cause: fault });
  }
}
