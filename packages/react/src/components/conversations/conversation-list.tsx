import { useMemo } from "react";
import type { ConversationItem } from "../../conversation-item.ts";
import type { ConversationsView } from "../../hooks/use-conversations.ts";
import { useLabels } from "../../provider/wording-context.ts";
import { ConversationRows } from "./conversation-rows.tsx";
import { NoConversations } from "./no-conversations.tsx";
import { Failure } from "../feedback/notice.tsx";
import { Menu } from "../overlay/lazy-menu.ts";
import type { MenuAction } from "../overlay/menu.tsx";
import { useMenu } from "../overlay/use-menu.ts";
import { RowSkeletons } from "../feedback/skeletons.tsx";
import { useRowFocus } from "../list/use-row-focus.ts";

export interface ConversationListProps {
  /** From `useConversations`. */
  readonly list: ConversationsView;
  readonly selectedId?: string | null | undefined;
  readonly onSelect: (conversationId: string) => void;
  /** Where a conversation has an address of its own, so that it can be opened in a new tab. */
  readonly hrefOf?: ((conversationId: string) => string) | undefined;
  /** What can be done with a conversation from its row. Without, rows have no menu. */
  readonly actionsOf?: ((item: ConversationItem) => readonly MenuAction[]) | undefined;
  /** The next step where there is no conversation yet. */
  readonly onChooseContact?: (() => void) | undefined;
  /** The next step where the filter leaves none. */
  readonly onShowAll?: (() => void) | undefined;
}

const NO_ITEMS: readonly ConversationItem[] = [];

/** The conversations of the signed-in person, one link each. */
export function ConversationList(props: ConversationListProps) {
  const { list, selectedId, actionsOf } = props;
  const { items } = list;
  const all = items.status === "ready" ? items.value : NO_ITEMS;
  const ids = useMemo(() => all.map(({ id }) => id), [all]);
  const { container, handlers, tabStopId } = useRowFocus({ ids, preferredId: selectedId });
  const labels = useLabels();
  const menu = useMenu();
  const menuItem = menu.open && all.find(({ id }) => id === menu.open?.key);
  return (
    // The links are what is operated; what is around them only carries the keys from one to the next.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={container} className="parley-conversations" {...handlers}>
      {items.status === "loading" && <RowSkeletons />}
      {items.status === "failed" && <Failure reason={items.reason} onRetry={items.retry} />}
      {items.status === "ready" && all.length === 0 && <NoConversations {...props} />}
      {all.length > 0 && (
        <ConversationRows {...props} items={all} tabStopId={tabStopId} menu={menu} />
      )}
      {menu.open && menuItem && actionsOf && (
        <Menu
          label={labels.actionsFor(menuItem.name)}
          actions={actionsOf(menuItem)}
          origin={menu.open.origin}
          onClose={menu.close}
        />
      )}
    </div>
  );
}
