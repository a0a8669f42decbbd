import type { ReadingPosition } from "@parley/client";
import type { Conversation } from "@parley/contract";
import { useState } from "react";
import { useMessaging } from "../../provider/messaging-context.ts";

/** The position at which a conversation opens, computed once. */
export interface InitialPosition {
  /** The first message that the reader has marked as unread, if they did so in this page. */
  readonly markedFrom: number | undefined;
  /** The `seq` to open at, if not at the read position. */
  readonly openAt: number | undefined;
  /** The reading position before the page was reloaded. */
  readonly standAt: ReadingPosition | undefined;
}

/**
 * Returns the initial position, in this order: the requested message, the first one marked as unread, or the reading
 * position before a reload.
 */
export function useInitialPosition(
  id: string,
  /** Undefined while it loads. */
  conversation: Pick<Conversation, "markedUnread"> | undefined,
  jumpTo: { readonly seq: number } | undefined,
): InitialPosition {
  const { screen } = useMessaging();
  const [initialPosition] = useState(() => {
    const { unreadFrom, readingPositions } = screen.get();
    const markedFrom = conversation?.markedUnread === true ? unreadFrom.get(id) : undefined;
    const cameFor = jumpTo?.seq ?? markedFrom;
    const standAt = cameFor === undefined ? readingPositions.get(id) : undefined;
    return { markedFrom, openAt: cameFor ?? standAt?.seq, standAt };
  });
  return initialPosition;
}
