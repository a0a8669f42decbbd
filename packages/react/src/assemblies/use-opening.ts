import type { Conversation } from "@parley/contract/conversations";
import { useState } from "react";
import { useMessaging } from "../provider/messaging-context.ts";

/** Where a conversation opens, decided once. */
export interface Opening {
  /** The first message that the reader has marked as unread, where they did so in this page. */
  readonly markedFrom: number | undefined;
  /** The place to open at, where that is not where reading ended. */
  readonly openAt: number | undefined;
}

/** Looks at what the reader wants to see first: a message that they came for, or one that they left unread. */
export function useOpening(
  { id, markedUnread }: Conversation,
  jumpTo: { readonly seq: number } | undefined,
): Opening {
  const { unreadFrom } = useMessaging().stores;
  const [opening] = useState(() => {
    const markedFrom = markedUnread ? unreadFrom.get(id) : undefined;
    return { markedFrom, openAt: jumpTo?.seq ?? markedFrom };
  });
  return opening;
}
