import { V7Generator } from "uuidv7";

/** Makes message ids: UUIDv7, each higher than the one before, even when the clock is set back. */
export function createMessageIds(now: () => number): () => string {
  const generator = new V7Generator();
  let latest = 0;
  return () => {
    latest = Math.max(latest, Math.trunc(now()));
    return generator.generateOrResetWithTs(latest).toString();
  };
}
