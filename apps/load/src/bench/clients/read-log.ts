import { createParleyClient } from "@parley/client";
import { tokenOf } from "../processes/tokens.ts";
import { personId } from "../seed/dataset.ts";

/** How long the first user of a dataset takes to read this many events after a cursor, in seconds. */
export async function readLog(
  url: string,
  { cursor, events }: { cursor: string; events: number },
): Promise<number> {
  const client = createParleyClient({ url: `${url}/trpc`, token: () => tokenOf(personId(0)) });
  const done = Promise.withResolvers<void>();
  let count = 0;
  const begin = performance.now();
  client.listen({
    cursor,
    onEvent() {
      count += 1;
      if (count === events) done.resolve();
    },
    onSignal: () => undefined,
    onError: (error) => done.reject(error),
  });
  await done.promise;
  const seconds = (performance.now() - begin) / 1_000;
  client.close();
  return seconds;
}
