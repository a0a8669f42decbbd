import type { StreamEvent } from "@parley/contract/events";

/** Remembers events for as long as somebody needs them again. */
export interface EventRecorder {
  add(event: StreamEvent): void;
  /** Begins to remember. The result ends it and gives what came meanwhile. */
  record(): () => readonly StreamEvent[];
}

export function createEventRecorder(): EventRecorder {
  const recordings = new Set<StreamEvent[]>();
  return {
    add(event) {
      for (const recording of recordings) recording.push(event);
    },
    record() {
      const recording: StreamEvent[] = [];
      recordings.add(recording);
      return () => {
        recordings.delete(recording);
        return recording;
      };
    },
  };
}
