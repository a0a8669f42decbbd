import { applyEvent } from "@parley/client";
import type { StreamEvent } from "@parley/contract/events";
import { updateSnapshot } from "../cache.ts";
import type { Messaging } from "../provider/messaging-context.ts";

/**
 * Makes a call and brings its answer into the cache, as the event that says the same; `null` where the
 * stream alone tells. What came while the call was under way is applied once more after it: an answer may be
 * older than that.
 */
export async function settleAnswer(
  { queryClient, stores }: Messaging,
  userId: string,
  call: () => Promise<StreamEvent | null>,
): Promise<void> {
  const stopRecording = stores.recorder.record();
  let answer: StreamEvent | null = null;
  try {
    answer = await call();
  } finally {
    const meanwhile = stopRecording();
    for (const event of answer === null ? [] : [answer, ...meanwhile]) {
      updateSnapshot(queryClient, {
        userId,
        change: (held) => applyEvent(held, event).snapshot,
      });
    }
  }
}
