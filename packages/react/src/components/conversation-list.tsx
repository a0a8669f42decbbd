import { useEffect, useRef } from "react";
import type { ConversationItem } from "../conversation-item.ts";
import type { ConversationsView } from "../hooks/use-conversations.ts";
import { useLabels } from "../provider/wording-context.ts";
import { ConversationRow } from "./conversation-row.tsx";
import { ChatIcon } from "./icons.tsx";
import { Failure, Notice } from "./notice.tsx";
import { RowSkeletons } from "./skeletons.tsx";
import { useRovingFocus } from "./use-roving-focus.ts";
import { useToday } from "./use-today.ts";

export interface ConversationListProps {
  /** From `useConversations`. */
  readonly list: ConversationsView;
  readonly selectedId?: string | null | undefined;
  readonly onSelect: (conversationId: string) => void;
  /** Where a conversation has an address of its own, so that it can be opened in a new tab. */
  readonly hrefOf?: ((conversationId: string) => string) | undefined;
  /** The next step where there is no conversation yet. */
  readonly onChooseContact?: (() => void) | undefined;
}

/** The conversations of the signed-in person, one link each. */
export function ConversationList(props: ConversationListProps) {
  const labels = useLabels();
  const { items } = props.list;
  switch (items.status) {
    case "loading":
      return <RowSkeletons />;
    case "failed":
      return <Failure reason={items.reason} onRetry={items.retry} />;
    case "ready":
      if (items.value.length > 0) return <Rows {...props} items={items.value} />;
      return (
        <Notice
          icon={<ChatIcon />}
          title={labels.noConversations}
          hint={labels.noConversationsHint}
          action={
            props.onChooseContact && {
              label: labels.chooseContact,
              onPress: props.onChooseContact,
            }
          }
        />
      );
  }
}

type RowsProps = ConversationListProps & { readonly items: readonly ConversationItem[] };

function Rows({ items, list, selectedId, onSelect, hrefOf }: RowsProps) {
  const labels = useLabels();
  const today = useToday();
  const moveFocus = useRovingFocus(".parley-conversation");
  const end = useLoadAtEnd(list);
  const hasSelected = items.some(({ id }) => id === selectedId);
  return (
    // The links are what is operated; the list only carries the keys from one to the next.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ul className="parley-list" aria-label={labels.conversations} onKeyDown={moveFocus}>
      {items.map((item, index) => (
        <ConversationRow
          key={item.id}
          item={item}
          today={today}
          href={hrefOf?.(item.id) ?? `#${item.id}`}
          isSelected={item.id === selectedId}
          isTabStop={hasSelected ? item.id === selectedId : index === 0}
          onSelect={onSelect}
        />
      ))}
      {list.hasMore && <li ref={end} className="parley-list__more" aria-hidden="true" />}
    </ul>
  );
}

/** Asks for the next page when the end of the list comes near. */
function useLoadAtEnd({ hasMore, isLoadingMore, loadMore }: ConversationsView) {
  const end = useRef<HTMLLIElement>(null);
  const load = useRef(loadMore);
  useEffect(() => {
    load.current = loadMore;
  });
  useEffect(() => {
    const element = end.current;
    if (element === null || !hasMore || isLoadingMore) return undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true) load.current();
      },
      { rootMargin: "400px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [hasMore, isLoadingMore]);
  return end;
}
