const hex = (value: number, width: number) => value.toString(16).padStart(width, "0");

/** Creates message ids: UUIDv7 with the number of the sender, so that an echo needs no lookup. */
export function createIds(now: () => number = Date.now): (sender: number) => string {
  let count = 0;
  return (sender) => {
    count += 1;
    const time = hex(now(), 12);
    const low = hex(count & 0xf_ff, 3);
    const middle = hex((count >>> 12) & 0xf_ff, 3);
    const high = hex(count >>> 24, 2);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${low}-8${middle}-${hex(sender, 10)}${high}`;
  };
}

/** The number of the sender in an id of `createIds`. */
export const senderOf = (id: string): number => Number.parseInt(id.slice(24, 34), 16);
