import { io, type Socket } from "socket.io-client";
import { openPerson } from "../clients/person.ts";
import { personId } from "../seed/dataset.ts";

/** A client of one of the systems: the real one, with its own delays. */
export interface JitterClient {
  /** Sends to the whole group of the client. */
  send(id: string): void;
  close(): void;
}

/** Who a client is. */
export interface Membership {
  readonly at: number;
  /** The group's number, and its conversation in Parley. */
  readonly group: number;
  readonly conversationId: string;
}

type OpenClient = (
  url: string,
  member: Membership,
  onMessage: (id: string) => void,
) => Promise<JitterClient>;

/** `id` is the text of the message: Parley's outbox creates its own ids. */
const openParley: OpenClient = async (url, { at, conversationId }, onMessage) => {
  const { client } = await openPerson(url, personId(at), {
    onOwn: () => undefined,
    onMessage: (_, body) => onMessage(body),
    onGap: () => undefined,
    onOnline: () => undefined,
  });
  return {
    send: (body) => void client.outbox.send({ conversationId, body }),
    close: () => client.close(),
  };
};

const openSocketIo: OpenClient = async (url, { group }, onMessage) => {
  const socket: Socket = io(url, {
    transports: ["websocket"],
    auth: { group },
    forceNew: true,
  });
  socket.on("message", onMessage);
  await new Promise<void>((resolve) => {
    socket.once("connect", resolve);
  });
  return { send: (id) => void socket.emit("send", id), close: () => void socket.close() };
};

/** The systems that are compared. */
export const openClient = { parley: openParley, "socket.io": openSocketIo } as const;
