import { useCallback, useEffect, useState } from "react";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useConnection } from "../session/use-connection.ts";

interface MarkReadOptions {
  readonly conversationId: string;
  /** The read position that the server has. */
  readonly readSeq: number;
  /** The reader has marked it as unread; reading it removes the mark. Only the value at the first render counts. */
  readonly markedUnread?: boolean | undefined;
  /** The reader has marked it since it was opened: seen messages are read, and the mark stays. */
  readonly keepsMark?: boolean | undefined;
}

/**
 * Returns a function that reports the `seq` up to which a conversation was really seen. Reports are batched,
 * never go back, and wait for the connection. For one conversation: another one needs another component.
 */
export function useMarkRead(options: MarkReadOptions): (seq: number) => void {
  const { conversationId, readSeq, markedUnread = false, keepsMark = false } = options;
  const { screen } = useMessaging();
  const isOnline = useConnection().status === "online";
  const [marker] = useState(() => screen.createReadMarker({ conversationId, readSeq }));
  useEffect(() => marker.known(readSeq), [marker, readSeq]);
  // After the read position is set: an initial mark is to be removed, a later one is to stay.
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
