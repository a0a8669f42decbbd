import type { AppRouter } from "./app-router.ts";
import { createTRPCClient, splitLink, type TRPCClient, type TRPCLink } from "@trpc/client";
import type { ConnectionState } from "./connection.ts";
import { type ClientFiles, createClientFiles } from "./files/client-files.ts";
import type { FileTransport } from "./files/transport.ts";
import { listen, type Listening } from "./listen.ts";
import { createOutbox, type Outbox } from "./outbox/outbox.ts";
import type { OutboxStorage } from "./outbox/storage.ts";
import { createServerFacts, type ServerFacts } from "./server-clock.ts";
import type { Store } from "./store.ts";
import { type Avatars, createAvatars, urlNextTo } from "./wire/avatars.ts";
import { commandLink } from "./wire/command-link.ts";
import { createConnectionManager } from "./wire/connection-manager.ts";
import { createHttpLink } from "./wire/http-link.ts";
import { type Locks, page } from "./wire/page.ts";
import { resumeLink } from "./wire/resume-link.ts";
import { createSocket, defaultKeepAlive, type KeepAlive, socketUrl } from "./wire/socket.ts";
import type { WebSocketClass } from "./wire/fail-fast-socket.ts";
import { createTokenSource, type GetToken } from "./wire/token-source.ts";
import { userLink } from "./wire/user-link.ts";
import { watchWakeEvents } from "./wire/wake-events.ts";

/** Where the server is, and who uses this client. */
export interface ParleyClientOptions {
  /** The server's endpoint, such as `https://example.org/trpc`; in a browser also `/trpc`. */
  readonly url: string;
  /**
   * Returns a valid JWT. Called for every connection, and again when a token was refused. If it throws, or returns
   * something that is not a JWT, the failure counts as temporary and it is called again. Null means that no user is
   * signed in any more. Absent if cookies of the host authenticate its users: see `authenticate` of `@parley/server`.
   */
  readonly token?: GetToken | undefined;
  /** Stores unsent messages across page loads. Default: in memory. */
  readonly storage?: OutboxStorage | undefined;
  /** For runtimes without a global `WebSocket`, such as Node 20: the class of the `ws` package, or a compatible one. */
  readonly WebSocket?: WebSocketClass | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly keepAlive?: KeepAlive | undefined;
  readonly now?: (() => number) | undefined;
  readonly random?: (() => number) | undefined;
}

/** One user's connection to Parley. */
export interface ParleyClient {
  /** Every procedure, typed. Calls use the socket while it is open, otherwise HTTP. */
  readonly trpc: TRPCClient<AppRouter>;
  readonly connection: Store<ConnectionState>;
  readonly outbox: Outbox;
  /** The server's clock and policy. */
  readonly server: ServerFacts;
  /** Users' pictures: their URLs, and uploads. */
  readonly avatars: Avatars;
  /** Files that are chosen to be sent, and the addresses of received ones. */
  readonly files: ClientFiles;
  /** What the tabs of a user take turns with. Absent if they share no storage of unsent messages, or have no locks. */
  readonly locks?: Locks | undefined;
  /** Calls back for every event after `cursor` once and in order, across reconnects. */
  listen(listening: Listening): () => void;
  /** Reconnects at once, also after a sign-in. */
  reconnect(): void;
  /** Disconnects. Unsent messages stay in the outbox; the next use connects again. */
  close(): void;
}

/** How a client reaches its server. */
export interface Wire {
  /** Makes calls and keeps subscriptions alive: the last link of the client. */
  readonly link: TRPCLink<AppRouter>;
  readonly connection: Store<ConnectionState>;
  readonly avatars: Avatars;
  /** How the bytes of files reach the server; loaded when it is needed. */
  readonly files: { readonly urlOf: ClientFiles["urlOf"]; load(): Promise<FileTransport> };
  /** The client is going to be used: reconnects as soon as the device is able to. */
  watch(): void;
  reconnect(): void;
  close(): void;
}

/** Creates a client. It opens a socket with the first `listen`, and does nothing before it is used. */
export function createParleyClient(options: ParleyClientOptions): ParleyClient {
  const { now = Date.now, random = Math.random } = options;
  return assembleClient(createNetworkWire({ ...options, now, random }), {
    storage: options.storage,
    now,
    random,
  });
}

interface Assembly {
  readonly storage: OutboxStorage | undefined;
  readonly now: () => number;
  readonly random: () => number;
}

/** The client above a wire. */
export function assembleClient(wire: Wire, { storage, now, random }: Assembly): ParleyClient {
  const server = createServerFacts(() => performance.now(), now);
  const trpc = createTRPCClient<AppRouter>({ links: [server.link, wire.link] });
  const files = createClientFiles(async () => {
    const [{ createUploads }, { memoryFileStorage }, stored, transport] = await Promise.all([
      import("./files/uploads.ts"),
      import("./files/file-storage.ts"),
      storage?.files?.(),
      wire.files.load(),
    ]);
    return createUploads({ trpc, transport, random, storage: stored ?? memoryFileStorage });
  }, wire.files.urlOf);
  const { locks } = page.navigator ?? {};
  const outbox = createOutbox({
    async send(input, signal) {
      const { message } = await trpc.messages.send.mutate(input, { signal });
      files.uploads.get()?.forget(input.files ?? []);
      return message;
    },
    ready: async (ids, signal) => (await files.open()).ready(ids, signal),
    storage,
    locks,
    now,
    random,
  });
  wire.connection.subscribe(() => {
    if (wire.connection.get().status !== "online") return;
    outbox.wake();
    files.uploads.get()?.wake();
  });
  return {
    trpc,
    connection: wire.connection,
    outbox: {
      ...outbox,
      discard(id) {
        const entry = outbox.entries.get().find((each) => each.id === id);
        outbox.discard(id);
        for (const file of entry?.files ?? []) files.uploads.get()?.discard(file.id);
      },
    },
    server: server.facts,
    avatars: wire.avatars,
    files,
    locks: storage?.name === undefined ? undefined : locks,
    listen(listening) {
      wire.watch();
      outbox.wake();
      return listen(trpc, listening);
    },
    reconnect() {
      wire.reconnect();
      outbox.wake();
    },
    close() {
      wire.close();
      outbox.pause();
    },
  };
}

type NetworkOptions = ParleyClientOptions & Omit<Assembly, "storage">;

/** The socket, with HTTP while it is not open. */
function createNetworkWire(options: NetworkOptions): Wire {
  const { url, fetch, now, random } = options;
  const tokens = createTokenSource({ token: options.token, now });
  const connections = createConnectionManager({ tokens, now, random });
  const socket = createSocket({
    url: () => socketUrl(url),
    connections,
    user: tokens.user,
    WebSocket: options.WebSocket,
    keepAlive: options.keepAlive ?? defaultKeepAlive,
  });
  const resume = resumeLink({
    random,
    onAccepted: () => connections.accepted(),
    onRefused: () => connections.refused(),
    onOutdated: () => connections.outdated(),
    isRunning: () => connections.isRunning,
  });
  const command = commandLink({
    socket: socket.link,
    http: createHttpLink({ url, fetch, tokens, onCalled: connections.called }),
    canUseSocket: socket.canTakeCalls,
    onSocketRefused: () => void connections.refused(),
    renewToken: tokens.fresh,
    onOutdated: () => void connections.outdated(),
    onSignedOut: () => connections.signOut("expired"),
  });
  let stopWatching = () => {};
  return {
    link: splitLink({
      condition: ({ type }) => type === "subscription",
      true: [resume, socket.link],
      false: options.token === undefined ? [userLink(tokens), command] : command,
    }),
    connection: connections.state,
    avatars: createAvatars({ url, fetch, tokens }),
    files: {
      urlOf: (path) => urlNextTo(url, path),
      load: async () =>
        (await import("./wire/files.ts")).createFileTransport({ url, fetch, tokens }),
    },
    watch() {
      stopWatching();
      stopWatching = watchWakeEvents({
        onWake: () => connections.wake(),
        onOffline: () => connections.drop(),
      });
    },
    reconnect: () => connections.reconnect(),
    close() {
      stopWatching();
      socket.close();
    },
  };
}
