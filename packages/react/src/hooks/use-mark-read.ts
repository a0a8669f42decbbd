import { useCallback, useEffect, useState } from "react";
import { useMessaging } from "../provider/messaging-context.ts";
import { createReadMarker } from "../stores/read-marker.ts";
import { useConnection } from "./use-connection.ts";

interface MarkReadOptions {
  readonly conversationId: string;
  /** How far the server knows it to be read. */
  readonly readSeq: number;
}

/**
 * Gives a function that takes the place up to which a conversation was really seen. Calls are gathered,
 * never go back, and wait for the connection. For one conversation: another one needs another component.
 */
export function useMarkRead({ conversationId, readSeq }: MarkReadOptions): (seq: number) => void {
  const { client } = useMessaging();
  const isOnline = useConnection().status === "online";
  const [marker] = useState(() =>
    createReadMarker(async (seq) => {
      await client.trpc.messages.markRead.mutate({ conversationId, seq });
    }, readSeq),
  );
  useEffect(() => marker.known(readSeq), [marker, readSeq]);
  useEffect(() => {
    if (isOnline) marker.retry();
  }, [marker, isOnline]);
  useEffect(() => () => marker.finish(), [marker]);

  return useCallback((seq) => marker.seen(seq), [marker]);
}
