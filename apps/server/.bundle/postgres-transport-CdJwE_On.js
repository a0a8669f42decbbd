import { randomUUID } from "node:crypto";
import {
  Nt as DEFAULT_SCHEMA,
  St as object,
  Tt as tuple,
  _t as boolean,
  gt as array,
  ht as _enum,
  n as signalSchema,
  wt as string,
  xt as number,
} from "./events-BCa_Xukp.js";
import { setTimeout } from "node:timers/promises";
import {
  a as init_esm,
  i as esm_default,
  n as explainFailure,
  o as withTimeout,
  r as parseDatabaseUrl,
} from "./explain-failure-CLZny88I.js";
import {
  i as sessionConfig,
  n as completeSession,
  t as DatabaseUnavailableError,
} from "./database-unavailable-mER1za8e.js";

// packages/db/src/notifications.ts
init_esm();
/** PostgreSQL refuses a payload of 8,000 bytes and more. https://www.postgresql.org/docs/18/sql-notify.html */
const PAYLOAD_MAX = 7999;
const PATIENCE = 1e4;
const FIRST_DELAY = 100;
const LONGEST_DELAY = 5e3;
/** The end of a failed connection is not awaited. */
const end = (client) => void client.end().catch(() => void 0);
/** Notifies itself: behind a pooler in transaction mode, LISTEN fails silently. */
async function proveHearing(client, channel) {
  const word = `?${randomUUID()}`;
  const heard = Promise.withResolvers();
  const onWord = ({ payload }) => {
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
async function openLine({ url, channel, onMessage }) {
  const client = new esm_default.Client({
    ...sessionConfig(url),
    application_name: "parley bus",
    connectionTimeoutMillis: PATIENCE,
    query_timeout: PATIENCE,
    keepAlive: true,
  });
  const lost = Promise.withResolvers();
  client.on("error", () => lost.resolve());
  client.on("end", () => lost.resolve());
  try {
    await client.connect();
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
  return {
    client,
    lost: lost.promise,
  };
}
/** The connection and its replacements. */
var KeptLine = class {
  #options;
  #closing = new AbortController();
  #kept;
  #line;
  constructor(options, line) {
    this.#options = options;
    this.#line = line;
    this.#kept = this.#keepOpen();
  }
  async send(payloads) {
    if (this.#line === void 0) throw new Error("the bus has no connection to the database");
    const { client } = this.#line;
    try {
      await client.query({
        name: "bus.notify",
        text: "select pg_notify($1, payload) from unnest($2::text[]) as payload",
        values: [this.#options.channel, payloads],
      });
    } catch (fault) {
      end(client);
      throw fault;
    }
  }
  async close() {
    this.#closing.abort();
    if (this.#line !== void 0) end(this.#line.client);
    await this.#kept;
  }
  async #keepOpen() {
    const { signal } = this.#closing;
    const { onFault, onReopen } = this.#options;
    while (this.#line !== void 0) {
      const { client, lost } = this.#line;
      await lost;
      this.#line = void 0;
      end(client);
      if (signal.aborted) return;
      onFault(/* @__PURE__ */ new Error("the bus lost its connection to the database"));
      this.#line = await this.#reopen();
      if (this.#line !== void 0) onReopen();
    }
  }
  async #reopen() {
    const { signal } = this.#closing;
    for (let delay = FIRST_DELAY; ; delay = Math.min(delay * 2, LONGEST_DELAY)) {
      await setTimeout(delay * (0.5 + Math.random()), void 0, { signal }).catch(() => void 0);
      if (signal.aborted) return void 0;
      try {
        const line = await openLine(this.#options);
        if (!signal.aborted) return line;
        end(line.client);
      } catch (fault) {
        this.#options.onFault(fault);
      }
    }
  }
};
/**
 * Opens the connection, and reopens it whenever it is lost. Fails with `DatabaseUnavailableError` if the first attempt
 * does.
 */
async function openNotifications(options) {
  const address = parseDatabaseUrl(options.url);
  try {
    return new KeptLine(options, await openLine(options));
  } catch (fault) {
    throw new DatabaseUnavailableError(explainFailure(fault, address), { cause: fault });
  }
}

// packages/api/src/bus/payloads.ts
/** A user's id, the first and the last number, time and trace: short, because a payload is limited to 8,000 bytes. */
const hintSchema = tuple([string(), number(), number(), number(), string().nullable()]);
const messageSchema = object({
  from: string(),
  word: _enum(["here", "hello"]).optional(),
  hints: array(hintSchema).default([]),
  signals: array(
    object({
      userIds: array(string()),
      signal: signalSchema,
    }),
  ).default([]),
  authority: array(string()).default([]),
  look: boolean().default(false),
});
/** Recipients of one signal: with ids of 128 characters they fill most of a payload. */
const PEOPLE_MAX = 50;
const toItem = (kind, value) => ({
  kind,
  json: JSON.stringify(value),
});
const fromHint = ({ userId, first, last, at, trace }) => [userId, first, last, at, trace ?? null];
function* inParts({ userIds, signal }) {
  for (let from = 0; from < userIds.length; from += PEOPLE_MAX)
    yield {
      userIds: userIds.slice(from, from + PEOPLE_MAX),
      signal,
    };
}
function write(from, items) {
  const list = (kind) =>
    items
      .filter((item) => item.kind === kind)
      .map(({ json }) => json)
      .join(",");
  const { hints, signals, authority } = {
    hints: list("hints"),
    signals: list("signals"),
    authority: list("authority"),
  };
  return `{"from":"${from}","hints":[${hints}],"signals":[${signals}],"authority":[${authority}]}`;
}
/**
 * Encodes a notification as texts that each fit into a payload. Events are never inline: any role that may connect to
 * the database can listen and notify, without a privilege on any table.
 */
function toPayloads(from, notification) {
  const items = [
    ...notification.authority.map((userId) => toItem("authority", userId)),
    ...notification.hints.map((hint) => toItem("hints", fromHint(hint))),
    ...notification.signals
      .flatMap((signal) => [...inParts(signal)])
      .map((part) => toItem("signals", part)),
  ];
  const frame = write(from, []).length;
  const payloads = [];
  let waiting = [];
  let size = frame;
  for (const item of items) {
    const bytes = Buffer.byteLength(item.json) + 1;
    if (size + bytes > 7999 && waiting.length > 0) {
      payloads.push(write(from, waiting));
      waiting = [];
      size = frame;
    }
    waiting.push(item);
    size += bytes;
  }
  if (waiting.length > 0) payloads.push(write(from, waiting));
  return notification.reconcile
    ? [
        ...payloads,
        JSON.stringify({
          from,
          look: true,
        }),
      ]
    : payloads;
}
/** Parses a payload. Returns undefined if another version of this code, or another program, wrote it. */
function fromPayload(payload) {
  try {
    const { from, word, look: reconcile, ...rest } = messageSchema.parse(JSON.parse(payload));
    const hints = rest.hints.map(([userId, first, last, at, trace]) => ({
      userId,
      first,
      last,
      at,
      trace: trace ?? void 0,
    }));
    return {
      from,
      word,
      notification:
        word === void 0
          ? {
              ...rest,
              hints,
              reconcile,
            }
          : void 0,
    };
  } catch {
    return;
  }
}

// packages/api/src/bus/postgres-transport.ts
/** At most 63 bytes, as the length of a schema's name allows. */
const channelOf = (schema) =>
  schema === "parley" ? DEFAULT_SCHEMA : `${DEFAULT_SCHEMA}:${schema}`;
const HEARTBEAT = 5e3;
/** Heartbeats that may be missed before the other processes count as gone. */
const MISSED = 4;
/**
 * Sends notifications by LISTEN and NOTIFY, outside of the product's transactions. A process without peers sends only
 * heartbeats.
 */
var PostgresTransport = class {
  #me = randomUUID();
  #lease;
  #timer;
  #notifications;
  #host;
  #heardAt = performance.now();
  #beatAt = performance.now();
  constructor(heartbeat) {
    this.#lease = MISSED * heartbeat;
    this.#timer = setInterval(() => this.#beat(), heartbeat);
    this.#timer.unref();
  }
  async open(url, schema) {
    this.#notifications = await openNotifications({
      url,
      channel: channelOf(schema),
      onFault: (fault) => this.#host?.onFault(fault),
      onReopen: () => this.#recover(),
      onMessage: (payload) => this.#receive(payload),
    });
  }
  start(host) {
    this.#host = host;
    this.#notify("hello");
  }
  follow() {}
  unfollow() {}
  ready() {
    return Promise.resolve();
  }
  async publish(notification) {
    if (!(performance.now() - this.#heardAt > this.#lease))
      await this.#notifications?.send(toPayloads(this.#me, notification));
  }
  async close() {
    clearInterval(this.#timer);
    await this.#notifications?.close();
  }
  #notify(word) {
    this.#notifications
      ?.send([
        JSON.stringify({
          from: this.#me,
          word,
        }),
      ])
      ?.catch((fault) => this.#host?.onFault(fault));
  }
  #receive(payload) {
    const heard = fromPayload(payload);
    if (heard === void 0 || heard.from === this.#me) return;
    this.#heardAt = performance.now();
    if (heard.word === "hello") this.#notify("here");
    if (heard.notification !== void 0) this.#host?.onNotification(heard.notification);
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
    if (sleptFor > this.#lease) this.#recover();
    else this.#notify("here");
  }
};
/** Opens a dedicated connection. Fails with `DatabaseUnavailableError`. */
async function openPostgresTransport({ url, schema = DEFAULT_SCHEMA, heartbeat = HEARTBEAT }) {
  const transport = new PostgresTransport(heartbeat);
  try {
    await transport.open(url, schema);
    return transport;
  } catch (fault) {
    await transport.close();
    throw fault;
  }
}

export { openPostgresTransport };
