import { jsonEncoder } from "@trpc/server/adapters/ws";

/** A value of a subscription that has a number, as tRPC puts it into a message. */
interface EventFrame {
  readonly id: number | string;
  readonly seq: string;
  readonly event: object;
}

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

/** Takes a message of tRPC apart, where it is an event with its number and nothing else. */
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
 * Writes messages as JSON, as tRPC's own encoder does, but an event only once, however many sockets get it:
 * the bus hands the same object to all of them. `onEvent` hears of each event that goes to a socket.
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
