import { useEffect, useMemo } from "react";
import type { ConversationItem } from "../../conversation-item.ts";
import type { ConversationsView } from "../../hooks/use-conversations.ts";
import { useLabels } from "../../provider/wording-context.ts";
import type { ConversationListProps } from "./conversation-list.tsx";
import { ConversationRow } from "./conversation-row.tsx";
import { ListEnd } from "./list-end.tsx";
import type { useMenu } from "../overlay/use-menu.ts";
import { useToday } from "../use-today.ts";
import { useWindowed } from "../list/use-windowed.ts";

/** So many rows before the end of what is loaded the next page is asked for. */
const AHEAD = 12;

interface ConversationRowsProps extends ConversationListProps {
  readonly items: readonly ConversationItem[];
  readonly tabStopId: string | undefined;
  readonly menu: ReturnType<typeof useMenu>;
}

/** Asks for the next page when the end of what is loaded comes near. */
function useLoadAhead({ hasMore, more, loadMore }: ConversationsView, isNearEnd: boolean) {
  const isWanted = isNearEnd && hasMore && more === "idle";
  useEffect(() => {
    if (isWanted) loadMore();
  }, [isWanted, loadMore]);
}

/** How the rows ask for the list's menu; the same object as long as there is one. */
function useRowMenu({ actionsOf, menu: { toggle, openAt } }: ConversationRowsProps) {
  const hasMenu = actionsOf !== undefined;
  return useMemo(
    () => (hasMenu ? { onToggle: toggle, onAsk: openAt } : undefined),
    [hasMenu, toggle, openAt],
  );
}

/** Those rows of a list that can be seen. */
export function ConversationRows(props: ConversationRowsProps) {
  const { items, list, selectedId, hrefOf, tabStopId } = props;
  const labels = useLabels();
  const today = useToday();
  const keep = items.findIndex(({ id }) => id === tabStopId);
  const { setList, indices, listStyle, styleOf } = useWindowed({ count: items.length, keep });
  const drawnTo = indices.findLast((index) => index !== keep) ?? keep;
  useLoadAhead(list, drawnTo >= items.length - AHEAD);
  const menu = useRowMenu(props);
  const row = (item: ConversationItem, index: number) => (
    <ConversationRow
      key={item.id}
      item={item}
      today={today}
      href={hrefOf?.(item.id) ?? `#${item.id}`}
      isSelected={item.id === selectedId}
      isTabStop={item.id === tabStopId}
      position={index + 1}
      // The server does not count them: with more to come their number is not known.
      total={list.hasMore ? -1 : items.length}
      style={styleOf(index)}
      menu={menu}
      isMenuOpen={item.id === props.menu.open?.key}
      onSelect={props.onSelect}
    />
  );
  return (
    <>
      <ul
        ref={setList}
        className="parley-list parley-list--windowed"
        aria-label={labels.conversations}
        style={listStyle}
      >
        {indices.map((index) => {
          const item = items[index];
          return item && row(item, index);
        })}
      </ul>
      {list.hasMore && (
        <ListEnd more={list.more} problem={labels.moreFailed} onRetry={list.loadMore} />
      )}
    </>
  );
}
