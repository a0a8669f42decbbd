import { useCallback, useEffect, useRef, useState } from "react";

/** A wish to come back to a message later; another object is another wish. */
export interface MarkedUnread {
  readonly from: { readonly seq: number } | null;
  readonly leave: (seq: number) => void;
}

/** From which message on the reader has left the conversation unread. Writing in it ends that. */
export function useMarkedUnread(sentCount: number): MarkedUnread {
  const [from, setFrom] = useState<MarkedUnread["from"]>(null);
  const sentBefore = useRef(sentCount);
  useEffect(() => {
    if (sentBefore.current !== sentCount) setFrom(null);
    sentBefore.current = sentCount;
  }, [sentCount]);
  return { from, leave: useCallback((seq) => setFrom({ seq }), []) };
}
