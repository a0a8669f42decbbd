import type { ReadingPosition } from "@parley/client";
import type { Conversation } from "@parley/contract/conversations";
import { useState } from "react";
import { useMessaging } from "../../provider/messaging-context.ts";

/** Where a conversation opens, decided once. */
export interface InitialPosition {
  /** The first message that the reader has marked as unread, where they did so in this page. */
  readonly markedFrom: number | undefined;
  /** The place to open at, where that is not where reading ended. */
  readonly openAt: number | undefined;
  /** Where the reader stood before the page was loaded again. */
  readonly standAt: ReadingPosition | undefined;
}

/**
 * Looks at what the reader wants to see first: a message that they came for, one that they left unread, or the
 * place of before a reload.
 */
export function useInitialPosition(
  { id, markedUnread }: Conversation,
  jumpTo: { readonly seq: number } | undefined,
): InitialPosition {
  const { screen } = useMessaging();
  const [initialPosition] = useState(() => {
    const { unreadFrom, readingPositions } = screen.get();
    const markedFrom = markedUnread ? unreadFrom.get(id) : undefined;
    const cameFor = jumpTo?.seq ?? markedFrom;
    const standAt = cameFor === undefined ? readingPositions.get(id) : undefined;
    return { markedFrom, openAt: cameFor ?? standAt?.seq, standAt };
  });
  return initialPosition;
}
