import { useCallback, useEffect, useRef, useState } from "react";

interface DividerFacts {
  readonly unread: number;
  readonly readSeq: number;
  readonly lastSeq: number;
  readonly isAttentive: boolean;
  readonly sentCount: number;
  /** The first message that the reader has marked as unread, where they did. */
  readonly markedFrom: number | undefined;
}

const openingAfter = ({ unread, readSeq, markedFrom }: DividerFacts) => {
  if (markedFrom !== undefined) return markedFrom - 1;
  return unread > 0 ? readSeq : null;
};

/**
 * After which message the "New" divider stands; `null` for nowhere. It is placed when the conversation is
 * opened, and again when somebody comes back to a page on which more has come meanwhile. In between it
 * stands still. An own message takes it away.
 */
export function useNewDivider(options: DividerFacts) {
  const { unread, lastSeq, isAttentive, sentCount } = options;
  const [newAfter, setNewAfter] = useState(() => openingAfter(options));
  const [newCount] = useState(unread);
  const facts = useRef({ unread, lastSeq });
  // A mark of the reader's own is not moved by leaving the window and coming back.
  const isOwnMark = useRef(options.markedFrom !== undefined);
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
    if (facts.current.unread > 0 || isOwnMark.current) return;
    setNewAfter(isAttentive ? null : facts.current.lastSeq);
  }, [isAttentive]);

  const sentBefore = useRef(sentCount);
  useEffect(() => {
    if (sentBefore.current === sentCount) return;
    sentBefore.current = sentCount;
    isOwnMark.current = false;
    setNewAfter(null);
  }, [sentCount]);
  /** Places it above a message. */
  const markFrom = useCallback((seq: number) => {
    isOwnMark.current = true;
    setNewAfter(seq - 1);
  }, []);
  return { newAfter, newCount, markFrom };
}
