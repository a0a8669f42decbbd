import { useCallback, useEffect, useState } from "react";
import { useMessaging } from "../provider/messaging-context.ts";
import { useConnection } from "./use-connection.ts";

interface MarkReadOptions {
  readonly conversationId: string;
  /** How far the server knows it to be read. */
  readonly readSeq: number;
  /** It carries the reader's own mark, which ends when they read in it again. Looked at when it opens. */
  readonly markedUnread?: boolean | undefined;
  /** The reader has marked it since it was opened: what is seen is read, and the mark stays. */
  readonly keepsMark?: boolean | undefined;
}

/**
 * Gives a function that takes the place up to which a conversation was really seen. Calls are gathered,
 * never go back, and wait for the connection. For one conversation: another one needs another component.
 */
export function useMarkRead(options: MarkReadOptions): (seq: number) => void {
  const { conversationId, readSeq, markedUnread = false, keepsMark = false } = options;
  const { screen } = useMessaging();
  const isOnline = useConnection().status === "online";
  const [marker] = useState(() => screen.createReadMarker({ conversationId, readSeq }));
  useEffect(() => marker.known(readSeq), [marker, readSeq]);
  // After the place is known: a mark that is there at first is to be lifted, a later one to stay.
  const [wasMarked] = useState(markedUnread);
  useEffect(() => {
    if (wasMarked) marker.again();
  }, [marker, wasMarked]);
  useEffect(() => {
    if (isOnline) marker.retry();
  }, [marker, isOnline]);
  useEffect(() => () => marker.finish(), [marker]);

  return useCallback((seq) => marker.seen(seq, keepsMark), [marker, keepsMark]);
}
