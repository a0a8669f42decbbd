const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** A UUIDv7 (RFC 9562, section 5.7): the time in milliseconds, a counter of 12 bits, 62 random bits. */
function uuidAt(time: number, counter: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(time / 0x1_0000));
  view.setUint16(4, time % 0x1_0000);
  view.setUint16(6, 0x7000 | counter);
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
  const hex = Array.from(bytes, (byte) => HEX[byte]).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

const COUNTER_END = 0x1000;

/** Creates message ids: UUIDv7, each higher than the one before, even when the clock is set back. */
export function createMessageIds(now: () => number): () => string {
  let latest = 0;
  let counter = 0;
  return () => {
    const time = Math.trunc(now());
    counter = time > latest ? 0 : counter + 1;
    latest = Math.max(latest, time);
    // The counter of this millisecond is exhausted: continue with the next millisecond.
    if (counter === COUNTER_END) {
      latest += 1;
      counter = 0;
    }
    return uuidAt(latest, counter);
  };
}

/** A new message's id, for `messages.send`. The server accepts any UUID; these increase with time. */
export const newId = createMessageIds(() => Date.now());
