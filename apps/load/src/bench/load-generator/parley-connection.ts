import { once } from "node:events";
import { WebSocket } from "ws";
import type {
  ConnectionCallbacks,
  OutgoingMessage,
  Connection,
  OpenConnection,
} from "./connection.ts";
import { tokenOf } from "../processes/tokens.ts";

/**
 * A connection that implements tRPC over the socket directly, with both subscriptions open, like the real client. It
 * keeps no state and retries nothing: ten thousand of the real one would measure the client.
 */
const STREAM = 1;
const SIGNALS = 2;
const FIRST_SEND = 10;

/** The fields of a response that this client reads. */
interface Answer {
  readonly id?: number | null;
  readonly result?: {
    readonly type: string;
    readonly data?: { readonly data?: StreamPart; readonly message?: { readonly id: string } };
  };
  readonly error?: { readonly message: string };
}

interface StreamPart {
  readonly type: string;
  readonly message?: { readonly id: string };
}

const request = (id: number, method: string, params: object) =>
  JSON.stringify({ id, method, params });

function readStream(answer: Answer, callbacks: ConnectionCallbacks, onReady: () => void): void {
  const event = answer.result?.data?.data;
  if (event === undefined) return;
  if (event.type === "message.created" && event.message !== undefined)
    callbacks.onMessage(event.message.id);
  else if (event.type === "resync") onReady();
}

/** How sends are transported if not over the socket. */
export type SendBy = (
  message: OutgoingMessage,
  token: string,
  callbacks: ConnectionCallbacks,
) => void;

/** Connects to a Parley server. `url` is its address, such as http://127.0.0.1:3000. */
export function parleyConnections(url: string, sendBy?: SendBy): OpenConnection {
  const address = `${url.replace(/^http/, "ws")}/trpc?connectionParams=1`;
  return async (userId, callbacks): Promise<Connection> => {
    const socket = new WebSocket(address, { perMessageDeflate: false });
    const token = tokenOf(userId);
    const sent = new Map<number, string>();
    const ready = Promise.withResolvers<void>();
    let next = FIRST_SEND;
    socket.on("close", () => {
      ready.reject(new Error("the socket closed"));
      callbacks.onClosed();
    });
    socket.on("error", () => undefined);
    socket.on("message", (data: Buffer) => {
      const text = data.toString();
      if (text === "PING") return socket.send("PONG");
      // Written by the server under test; a frame of another shape leaves the message unaccounted for.
      const answer = JSON.parse(text) as Answer;
      if (answer.id === STREAM) return readStream(answer, callbacks, ready.resolve);
      const id = sent.get(answer.id ?? 0);
      if (id === undefined) return undefined;
      sent.delete(answer.id ?? 0);
      return answer.error === undefined
        ? callbacks.onStored(id)
        : callbacks.onRefused(id, answer.error.message);
    });
    await Promise.race([once(socket, "open"), ready.promise]);
    socket.send(JSON.stringify({ method: "connectionParams", data: { token } }));
    socket.send(request(STREAM, "subscription", { path: "events.stream", input: {} }));
    socket.send(request(SIGNALS, "subscription", { path: "events.signals" }));
    await ready.promise;
    return {
      send(message) {
        if (sendBy !== undefined) return sendBy(message, token, callbacks);
        const { id, conversationId, body } = message;
        sent.set(next, id);
        const input = { conversationId, id, body };
        socket.send(request(next, "mutation", { path: "messages.send", input }));
        next += 1;
      },
      close: () => socket.close(),
    };
  };
}
