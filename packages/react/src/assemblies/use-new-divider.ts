import { useEffect, useRef, useState } from "react";

interface DividerFacts {
  readonly unread: number;
  readonly readSeq: number;
  readonly lastSeq: number;
  readonly isAttentive: boolean;
  readonly sentCount: number;
}

/**
 * After which message the "New" divider stands; `null` for nowhere. It is placed when the conversation is
 * opened, and again when somebody comes back to a page on which more has come meanwhile. In between it
 * stands still. An own message takes it away.
 */
export function useNewDivider({ unread, readSeq, lastSeq, isAttentive, sentCount }: DividerFacts) {
  const [newAfter, setNewAfter] = useState(unread > 0 ? readSeq : null);
  const facts = useRef({ unread, lastSeq });
  useEffect(() => {
    facts.current = { unread, lastSeq };
  });

  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    // Everything was read: leaving sets the mark for what may come, coming back to nothing new lifts it.
    if (facts.current.unread === 0) setNewAfter(isAttentive ? null : facts.current.lastSeq);
  }, [isAttentive]);

  const sentBefore = useRef(sentCount);
  useEffect(() => {
    if (sentBefore.current === sentCount) return;
    sentBefore.current = sentCount;
    setNewAfter(null);
  }, [sentCount]);
  return newAfter;
}
