import { applyEvent, type Snapshot } from "@parley/client";
import type { StreamEvent } from "@parley/contract/events";
import type { Message } from "@parley/contract/messages";
import type { QueryClient } from "@tanstack/react-query";
import { updateSnapshot } from "../cache.ts";
import type { EventRecorder } from "./event-recorder.ts";

interface Tools {
  readonly queryClient: QueryClient;
  readonly recorder: EventRecorder;
  readonly userId: string;
}

const isAbout = (event: StreamEvent, { conversationId, seq }: Message) =>
  "message" in event &&
  event.message.conversationId === conversationId &&
  event.message.seq === seq;

const knownVersion = ({ windows }: Snapshot, { conversationId, seq }: Message) =>
  windows[conversationId]?.messages.find((known) => known.seq === seq)?.version ?? 0;

/**
 * Carries a change of one message out and shows its answer at once. Where the stream has told of the same
 * version meanwhile, the answer may be the older of the two, and the change's own event is on its way.
 */
export async function callAndApply(
  { queryClient, recorder, userId }: Tools,
  call: () => Promise<Message>,
): Promise<void> {
  const stopRecording = recorder.record();
  try {
    const message = await call();
    const wasHeardOf = stopRecording().some((event) => isAbout(event, message));
    updateSnapshot(queryClient, {
      userId,
      change(snapshot) {
        if (wasHeardOf && knownVersion(snapshot, message) >= message.version) return snapshot;
        return applyEvent(snapshot, { type: "message.edited", message }).snapshot;
      },
    });
  } finally {
    stopRecording();
  }
}
