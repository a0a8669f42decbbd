import { jsonEncoder } from "@trpc/server/adapters/ws";

/** A numbered value of a subscription, as tRPC puts it into a message. */
interface EventFrame {
  readonly id: number | string;
  readonly seq: string;
  readonly event: object;
}

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

/** Destructures a message of tRPC if it contains only a numbered event. */
function toEventFrame(message: unknown): EventFrame | undefined {
  const result = field(message, "result");
  const seq = field(result, "id");
  if (typeof seq !== "string") return undefined;
  const id = field(message, "id");
  const event = field(field(result, "data"), "data");
  const isPlain = field(message, "jsonrpc") === undefined && field(result, "type") === "data";
  if (!isPlain || typeof event !== "object" || event === null) return undefined;
  return typeof id === "string" || typeof id === "number" ? { id, seq, event } : undefined;
}

export interface EventEncoder {
  encode(message: unknown): string | Uint8Array<ArrayBuffer>;
}

/**
 * Serialises messages as tRPC's own encoder does, but an event only once for all sockets: the bus passes the same
 * object to all of them. `onEvent` is called with each event that is written to a socket.
 */
export function createEventEncoder(onEvent: (event: object) => void): EventEncoder {
  const texts = new WeakMap<object, string>();
  const textOf = (event: object): string => {
    const known = texts.get(event);
    if (known !== undefined) return known;
    const text = JSON.stringify(event);
    texts.set(event, text);
    return text;
  };
  return {
    encode(message) {
      const frame = toEventFrame(message);
      if (frame === undefined) return jsonEncoder.encode(message);
      onEvent(frame.event);
      const id = JSON.stringify(frame.id);
      const seq = JSON.stringify(frame.seq);
      return `{"id":${id},"result":{"type":"data","data":{"id":${seq},"data":${textOf(frame.event)}},"id":${seq}}}`;
    },
  };
}
