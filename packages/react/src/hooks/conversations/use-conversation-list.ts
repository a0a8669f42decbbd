import { moreOf, type PageState } from "@parley/client";
import type { Conversation, ConversationFilter } from "@parley/contract";
import { useCallback, useMemo } from "react";
import { type Loadable, mapLoadable, valueOf } from "../../loadable.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import { usePart, useScreen } from "../../provider/use-screen.ts";

/** The user's conversations by one filter, as far as they are loaded. */
export interface ConversationRows {
  readonly rows: Loadable<readonly Conversation[]>;
  readonly hasMore: boolean;
  readonly more: PageState;
  readonly loadMore: () => void;
}

/** One list, with the optimistic updates applied. */
export function useConversationList(filter: ConversationFilter): ConversationRows {
  const { screen } = useMessaging();
  const page = usePart({ part: "conversations", filter });
  const more = useScreen((state) => moreOf(state, filter));
  const rows = useMemo(() => mapLoadable(page, ({ conversations }) => conversations), [page]);
  const loadMore = useCallback(() => screen.loadMore(filter), [screen, filter]);
  return { rows, hasMore: (valueOf(page)?.nextCursor ?? null) !== null, more, loadMore };
}
