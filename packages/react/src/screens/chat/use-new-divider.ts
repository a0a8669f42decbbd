import { useCallback, useEffect, useRef, useState } from "react";

interface DividerFacts {
  readonly unread: number;
  readonly readSeq: number;
  readonly lastSeq: number;
  readonly isPageFocused: boolean;
  readonly sentCount: number;
  /** The first message that the user marked as unread, if any. */
  readonly markedFrom: number | undefined;
}

const openingAfter = ({ unread, readSeq, markedFrom }: DividerFacts) => {
  if (markedFrom !== undefined) return markedFrom - 1;
  return unread > 0 ? readSeq : null;
};

/**
 * The `seq` after which the "New" divider is shown; `null` for none. It is placed when the conversation opens, and again when the
 * user returns to a page on which messages have arrived meanwhile. It does not move in between. An own message removes it.
 */
export function useNewDivider(options: DividerFacts) {
  const { unread, lastSeq, isPageFocused, sentCount } = options;
  const [newAfter, setNewAfter] = useState(() => openingAfter(options));
  const [newCount] = useState(unread);
  const facts = useRef({ unread, lastSeq });
  // Leaving the window and returning does not move a divider that the user placed.
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
    // Everything was read: leaving places the divider for later messages, returning without any removes it.
    if (facts.current.unread > 0 || isOwnMark.current) return;
    setNewAfter(isPageFocused ? null : facts.current.lastSeq);
  }, [isPageFocused]);

  const sentBefore = useRef(sentCount);
  useEffect(() => {
    if (sentBefore.current === sentCount) return;
    sentBefore.current = sentCount;
    isOwnMark.current = false;
    setNewAfter(null);
  }, [sentCount]);
  /** Places the divider above a message. */
  const markFrom = useCallback((seq: number) => {
    isOwnMark.current = true;
    setNewAfter(seq - 1);
  }, []);
  return { newAfter, newCount, markFrom };
}
