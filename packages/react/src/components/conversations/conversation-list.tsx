import { Fragment, type ReactNode, useEffect, useMemo } from "react";
import type { ConversationItem } from "../../conversation-item.ts";
import type { ConversationsView } from "../../hooks/conversations/use-conversations.ts";
import { useLabels } from "../../provider/wording-context.ts";
import { useToday } from "../../provider/use-today.ts";
import { ArchiveIcon, UnreadIcon } from "../action-icons.tsx";
import { Failure, Notice } from "../feedback/notice.tsx";
import { ChatIcon } from "../icons.tsx";
import { Menu } from "../overlay/lazy-menu.ts";
import type { MenuAction, MenuProps } from "../overlay/menu.tsx";
import { useMenu } from "../overlay/use-menu.ts";
import { RowSkeletons } from "../feedback/skeletons.tsx";
import { useRowFocus } from "../list/use-row-focus.ts";
import { useWindowed } from "../list/use-windowed.ts";
import { ConversationRow } from "./conversation-row.tsx";
import { ListEnd } from "./list-end.tsx";

export interface ConversationListProps {
  /** From `useConversations`. */
  readonly list: ConversationsView;
  /** The id of the conversation that is open. */
  readonly selectedId?: string | null | undefined;
  /** Called when the user chooses a conversation. */
  readonly onSelect: (conversationId: string) => void;
  /** The address of a conversation, with which it can be opened in a new tab. */
  readonly hrefOf?: ((conversationId: string) => string) | undefined;
  /** The actions of a row's menu. Without it, rows have no menu. */
  readonly actionsOf?: ((item: ConversationItem) => readonly MenuAction[]) | undefined;
  /** Renders the menu of a row, in the place of `actionsOf`. */
  readonly renderMenu?: ((menu: RowMenuProps) => ReactNode) | undefined;
  /** Renders what follows touches of the rows next to it, which have their id in `data-row`. */
  readonly renderSwipes?: ((items: readonly ConversationItem[]) => ReactNode) | undefined;
  /** The next step if there is no conversation yet. */
  readonly onChooseContact?: (() => void) | undefined;
  /** The next step if no conversation passes the filter. */
  readonly onShowAll?: (() => void) | undefined;
}

/** The open menu of a row. */
export interface RowMenuProps extends Omit<MenuProps, "actions"> {
  readonly item: ConversationItem;
}

const NO_ITEMS: readonly ConversationItem[] = [];

/** Renders the menu of a row; undefined if rows have none. */
function menuOf({ actionsOf, renderMenu }: ConversationListProps) {
  if (renderMenu !== undefined || actionsOf === undefined) return renderMenu;
  return ({ item, ...menu }: RowMenuProps) => <Menu {...menu} actions={actionsOf(item)} />;
}

/** The conversations of the signed-in user, one link each. */
export function ConversationList(props: ConversationListProps) {
  const { list, selectedId } = props;
  const renderMenu = menuOf(props);
  const { items } = list;
  const all = items.status === "ready" ? items.value : NO_ITEMS;
  const ids = useMemo(() => all.map(({ id }) => id), [all]);
  const { container, handlers, tabStopId } = useRowFocus({ ids, preferredId: selectedId });
  const labels = useLabels();
  const menu = useMenu();
  const menuItem = menu.open && all.find(({ id }) => id === menu.open?.key);
  return (
    // Users operate the links; the container only moves the focus between them.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={container} className="parley-conversations" {...handlers}>
      {items.status === "loading" && <RowSkeletons />}
      {items.status === "failed" && <Failure reason={items.reason} onRetry={items.retry} />}
      {items.status === "ready" && all.length === 0 && <NoConversations {...props} />}
      {all.length > 0 && (
        <ConversationRows {...props} items={all} tabStopId={tabStopId} menu={menu} />
      )}
      {props.renderSwipes?.(all)}
      {menu.open &&
        menuItem &&
        renderMenu?.({
          item: menuItem,
          label: labels.actionsFor(menuItem.name),
          origin: menu.open.origin,
          onClose: menu.close,
        })}
    </div>
  );
}

/** The next page is loaded when so few rows are left. */
const AHEAD = 12;

interface ConversationRowsProps extends ConversationListProps {
  readonly items: readonly ConversationItem[];
  readonly tabStopId: string | undefined;
  readonly menu: ReturnType<typeof useMenu>;
}

/** Loads the next page near the end of the loaded rows. */
function useLoadAhead({ hasMore, more, loadMore }: ConversationsView, isNearEnd: boolean) {
  const isWanted = isNearEnd && hasMore && more === "idle";
  useEffect(() => {
    if (isWanted) loadMore();
  }, [isWanted, loadMore]);
}

/** The handlers with which rows open the list's menu; a stable object. */
function useRowMenu({ menu: { toggle, openAt }, ...props }: ConversationRowsProps) {
  const hasMenu = menuOf(props) !== undefined;
  return useMemo(
    () => (hasMenu ? { onToggle: toggle, onAsk: openAt } : undefined),
    [hasMenu, toggle, openAt],
  );
}

/** Pinned conversations have a heading, and then the others too. */
function headingsOf(items: readonly ConversationItem[]): readonly number[] {
  const pinned = items.findIndex(({ isPinned }) => !isPinned);
  if (pinned === 0) return [];
  return pinned === -1 ? [0] : [0, pinned];
}

/** The visible rows of the list. */
function ConversationRows(props: ConversationRowsProps) {
  const { items, list, selectedId, hrefOf, tabStopId } = props;
  const labels = useLabels();
  const today = useToday();
  const keep = items.findIndex(({ id }) => id === tabStopId);
  const headings = list.filter === "all" ? headingsOf(items) : [];
  const { setList, indices, listStyle, styleOf, headingStyleOf } = useWindowed({
    count: items.length,
    keep,
    headings,
  });
  const drawnTo = indices.findLast((index) => index !== keep) ?? keep;
  useLoadAhead(list, drawnTo >= items.length - AHEAD);
  const menu = useRowMenu(props);
  const row = (item: ConversationItem, index: number) => (
    <ConversationRow
      item={item}
      today={today}
      href={hrefOf?.(item.id) ?? `#${item.id}`}
      isSelected={item.id === selectedId}
      isTabStop={item.id === tabStopId}
      position={index + 1}
      // The server does not count them: the total is unknown until all are loaded.
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
          return (
            item && (
              <Fragment key={item.id}>
                {headings.includes(index) && (
                  // Each row says that it is pinned.
                  <li
                    className="parley-list__heading"
                    data-heading
                    aria-hidden="true"
                    style={headingStyleOf(index)}
                  >
                    {item.isPinned ? labels.pinnedConversations : labels.otherConversations}
                  </li>
                )}
                {row(item, index)}
              </Fragment>
            )
          );
        })}
      </ul>
      {list.hasMore && (
        <ListEnd more={list.more} problem={labels.moreFailed} onRetry={list.loadMore} />
      )}
    </>
  );
}

type NoConversationsProps = Pick<ConversationListProps, "list" | "onChooseContact" | "onShowAll">;

/** Why the list is empty, and the next step. */
function NoConversations({ list, onChooseContact, onShowAll }: NoConversationsProps) {
  const labels = useLabels();
  const showAll = onShowAll && { label: labels.showAll, onPress: onShowAll };
  switch (list.filter) {
    case "all":
      return (
        <Notice
          icon={<ChatIcon />}
          title={labels.noConversations}
          hint={labels.noConversationsHint}
          action={onChooseContact && { label: labels.chooseContact, onPress: onChooseContact }}
        />
      );
    case "unread":
      return (
        <Notice
          icon={<UnreadIcon />}
          title={labels.nothingUnread}
          hint={labels.nothingUnreadHint}
          action={showAll}
        />
      );
    case "archived":
      return (
        <Notice
          icon={<ArchiveIcon />}
          title={labels.nothingArchived}
          hint={labels.nothingArchivedHint}
          action={showAll}
        />
      );
  }
}
