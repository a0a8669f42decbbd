import { once } from "node:events";
import { Agent, get } from "node:http";
import { WebSocket } from "ws";
import { tokenOf } from "../processes/tokens.ts";
import {
  type Call,
  openingCalls,
  type PlainCall,
  plainOpening,
  type ReadName,
  readOf,
  type Way,
  ways,
} from "./catalog.ts";
import { opener, type Shape } from "./shape.ts";

/** A caller: makes calls one after the other, on its own connection. */
export interface Caller {
  call(): Promise<unknown>;
  close(): void;
}

type Ask = (call: Call) => Promise<unknown>;
interface Connection {
  readonly ask: Ask;
  close(): void;
}

type Headers = Readonly<Record<string, string>>;

const fetchJson = (agent: Agent, url: URL, headers: Headers): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const request = get(url, { agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve(JSON.parse(text));
        else reject(new Error(`${url.pathname}: ${response.statusCode} ${text.slice(0, 300)}`));
      });
    });
    request.on("error", reject);
  });

const withParameter = (url: URL, name: string, value: unknown) => {
  if (value !== undefined) url.searchParams.set(name, JSON.stringify(value));
  return url;
};
const plainUrl = (server: string, { name, values }: PlainCall) =>
  withParameter(new URL(`/${name}`, server), "values", values);
const bearer = (userId: string): Headers => ({ authorization: `Bearer ${tokenOf(userId)}` });

/** The response to a query over tRPC, whichever transport. */
interface Answer {
  readonly id?: number;
  readonly result?: { readonly type?: string; readonly data?: unknown };
  readonly error?: { readonly message: string };
}

function dataOf({ result, error }: Answer): unknown {
  if (error !== undefined) throw new Error(error.message);
  return result?.data;
}

/** A socket of one user, on which requests get their responses by id. */
async function openSocket(server: string, userId: string) {
  const address = `${server.replace(/^http/, "ws")}/trpc?connectionParams=1`;
  const socket = new WebSocket(address, { perMessageDeflate: false });
  const waiting = new Map<number, (answer: Answer) => void>();
  let next = 1;
  socket.on("message", (data: Buffer) => {
    const text = data.toString();
    if (text === "PING") return socket.send("PONG");
    // Written by the server under test; a frame of another shape leaves the call without an answer.
    const answer = JSON.parse(text) as Answer;
    waiting.get(answer.id ?? 0)?.(answer);
    waiting.delete(answer.id ?? 0);
    return undefined;
  });
  await once(socket, "open");
  socket.send(JSON.stringify({ method: "connectionParams", data: { token: tokenOf(userId) } }));
  return {
    request: (method: "query" | "subscription", params: object): Promise<Answer> =>
      new Promise((resolve) => {
        waiting.set(next, resolve);
        socket.send(JSON.stringify({ id: next, method, params }));
        next += 1;
      }),
    close: () => socket.terminate(),
  };
}

async function overSocket(server: string, { userId }: Call): Promise<Connection> {
  const { request, close } = await openSocket(server, userId);
  return { close, ask: async ({ path, input }) => dataOf(await request("query", { path, input })) };
}

async function overHttp(server: string, { userId }: Call): Promise<Connection> {
  const agent = new Agent({ keepAlive: true });
  const headers = bearer(userId);
  return {
    close: () => agent.destroy(),
    async ask({ path, input }) {
      const url = withParameter(new URL(`/trpc/${path}`, server), "input", input);
      // Written by the server under test.
      return dataOf((await fetchJson(agent, url, headers)) as Answer);
    },
  };
}

async function overPlain(server: string, way: Way): Promise<Connection> {
  const agent = new Agent({ keepAlive: true });
  return {
    close: () => agent.destroy(),
    async ask({ plain }) {
      const call = plain[way];
      if (call === undefined) throw new Error(`no plain statement for ${way}`);
      return fetchJson(agent, plainUrl(server, call), {});
    },
  };
}

/** Opens the app of one user as the web app does, and closes it. */
async function openParley(server: string, userId: string): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const headers = bearer(userId);
  const http = (path: string, search: string) =>
    fetchJson(agent, new URL(`/trpc/${path}${search}`, server), headers);
  // The answers of both calls are written by the server under test.
  const { cursor } = dataOf((await http("users.me", "")) as Answer) as { cursor: string };
  const paths = openingCalls.map(({ path }) => path).join(",");
  const inputs = JSON.stringify(
    Object.fromEntries(openingCalls.map(({ input }, at) => [at, input])),
  );
  const subscribe = async () => {
    const socket = await openSocket(server, userId);
    const started = await Promise.all([
      socket.request("subscription", {
        path: "events.stream",
        lastEventId: cursor,
        input: { lastEventId: cursor },
      }),
      socket.request("subscription", { path: "events.signals" }),
    ]);
    started.forEach(dataOf);
    return socket;
  };
  const [socket, answers] = await Promise.all([
    subscribe(),
    http(paths, `?batch=1&input=${encodeURIComponent(inputs)}`),
  ]);
  (answers as Answer[]).forEach(dataOf);
  socket.close();
  agent.destroy();
}

/** The same for a plain app: a bare socket, and the rows of the same screen. */
async function openPlain(server: string, at: number): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const [me, ...rest] = plainOpening(at);
  await fetchJson(agent, plainUrl(server, me), {});
  const socket = new WebSocket(server.replace(/^http/, "ws"), { perMessageDeflate: false });
  await Promise.all([
    once(socket, "open"),
    ...rest.map((call) => fetchJson(agent, plainUrl(server, call), {})),
  ]);
  socket.terminate();
  agent.destroy();
}

/** What a caller reads, and how. */
export interface ReadTask {
  readonly read: ReadName;
  readonly way: Way;
  readonly server: string;
  readonly shape: Shape;
}

/** Opens the connection of the `at`-th caller. */
export async function openCaller(
  { read, way, server, shape }: ReadTask,
  at: number,
): Promise<Caller> {
  if (read === "opening") {
    const call = ways[way].isParley
      ? () => openParley(server, opener(at))
      : () => openPlain(server, at);
    return { call, close: () => undefined };
  }
  const next = readOf(read).calls(shape);
  const open = {
    socket: (first: Call) => overSocket(server, first),
    http: (first: Call) => overHttp(server, first),
    plain: () => overPlain(server, way),
    trigram: () => overPlain(server, way),
    tsvector: () => overPlain(server, way),
  };
  const { ask, close } = await open[way](next());
  return { close, call: () => ask(next()) };
}
