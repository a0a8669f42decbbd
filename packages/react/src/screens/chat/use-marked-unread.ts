import { useCallback, useEffect, useRef, useState } from "react";

/** A message from which the user marked as unread; another object is another request. */
export interface MarkedUnread {
  readonly from: { readonly seq: number } | null;
  readonly leave: (seq: number) => void;
}

/** From which message the user has marked the conversation as unread. Sending a message resets it. */
export function useMarkedUnread(sentCount: number): MarkedUnread {
  const [from, setFrom] = useState<MarkedUnread["from"]>(null);
  const sentBefore = useRef(sentCount);
  useEffect(() => {
    if (sentBefore.current !== sentCount) setFrom(null);
    sentBefore.current = sentCount;
  }, [sentCount]);
  return { from, leave: useCallback((seq) => setFrom({ seq }), []) };
}
