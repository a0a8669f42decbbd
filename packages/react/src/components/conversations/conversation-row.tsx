import { type CSSProperties, type KeyboardEvent, memo, type MouseEvent, useId } from "react";
import type { ConversationItem } from "../../conversation-item.ts";
import { useFormat, useLabels } from "../../provider/wording-context.ts";
import { Avatar } from "../avatar.tsx";
import { ConversationMarks } from "./conversation-marks.tsx";
import { ConversationPreview } from "./conversation-preview.tsx";
import { isForBrowser } from "../list/is-for-browser.ts";
import { isMenuKey } from "../overlay/use-menu.ts";
import { RowMenuButton } from "../list/row-menu-button.tsx";
import { UnreadBadge } from "../list/unread-badge.tsx";
import { unlessComposing } from "../composition.ts";

/** How a row opens the menu of the list. */
export interface RowMenu {
  readonly onToggle: (id: string, trigger: HTMLElement) => void;
  readonly onAsk: (id: string, trigger: HTMLElement, event: MouseEvent | KeyboardEvent) => void;
}

interface ConversationRowProps {
  readonly item: ConversationItem;
  readonly today: Date;
  readonly href: string;
  readonly isSelected: boolean;
  /** Tab reaches this row of the list; arrows reach the others. */
  readonly isTabStop: boolean;
  /** Starts at 1; rows around it may not be rendered. */
  readonly position: number;
  readonly total: number;
  readonly style: CSSProperties | undefined;
  readonly menu: RowMenu | undefined;
  readonly isMenuOpen: boolean;
  readonly onSelect: (conversationId: string) => void;
}

function Time({ id, at, today }: { id: string; at: Date; today: Date }) {
  const format = useFormat();
  return (
    <time
      id={id}
      aria-hidden="true"
      className="parley-conversation__time"
      dir="auto"
      dateTime={at.toISOString()}
      title={format.fullTime(at)}
    >
      {format.listTime(at, today)}
    </time>
  );
}

/** Ids of the texts that describe the link of a row; browsers skip those that do not exist. */
const descriptionOf = (id: string) =>
  ["automated", "time", "preview", "muted", "pinned", "mention", "unread", "online"]
    .map((part) => `${id}-${part}`)
    .join(" ");

/** Only the name is the link's accessible name; everything else describes it. */
function RowContent({
  item,
  today,
  id,
}: Pick<ConversationRowProps, "item" | "today"> & { id: string }) {
  const labels = useLabels();
  return (
    <>
      <span className="parley-conversation__top">
        <bdi className="parley-conversation__name">{item.name}</bdi>
        {item.isAutomated && (
          <span id={`${id}-automated`} className="parley-automated" aria-hidden="true">
            {labels.automated}
          </span>
        )}
        <Time id={`${id}-time`} at={new Date(item.at)} today={today} />
      </span>
      <span className="parley-conversation__bottom" aria-hidden="true">
        <ConversationPreview id={`${id}-preview`} preview={item.preview} />
        <ConversationMarks id={id} item={item} />
        <UnreadBadge
          id={`${id}-unread`}
          count={item.unread}
          isMarked={item.isMarkedUnread}
          isQuiet={item.mutedUntil !== null}
        />
        {item.isOnline && (
          <span id={`${id}-online`} className="parley-hidden">
            {labels.online}
          </span>
        )}
      </span>
    </>
  );
}

function Link(props: ConversationRowProps & { readonly descriptionId: string }) {
  const { item, today, href, isSelected, isTabStop, onSelect, menu, descriptionId } = props;
  return (
    <a
      className="parley-conversation"
      href={href}
      data-conversation={item.id}
      aria-describedby={descriptionOf(descriptionId)}
      aria-current={isSelected ? "true" : undefined}
      tabIndex={isTabStop ? 0 : -1}
      onKeyDown={unlessComposing((event) => {
        if (menu !== undefined && isMenuKey(event)) menu.onAsk(item.id, event.currentTarget, event);
      })}
      onContextMenu={(event) => menu?.onAsk(item.id, event.currentTarget, event)}
      onClick={(event) => {
        if (isForBrowser(event)) return;
        event.preventDefault();
        onSelect(item.id);
      }}
    >
      <Avatar
        name={item.name}
        imageUrl={item.avatarUrl}
        shadeKey={item.shadeKey}
        isGroup={item.isGroup}
        isOnline={item.isOnline}
      />
      <span className="parley-conversation__text">
        <RowContent item={item} today={today} id={descriptionId} />
      </span>
    </a>
  );
}

function Row(props: ConversationRowProps) {
  const { item, position, total, style, menu, isMenuOpen, isTabStop } = props;
  const descriptionId = useId();
  const isWaiting = item.unread > 0 || item.isMarkedUnread;
  return (
    <li
      className="parley-list__item parley-row"
      data-row={item.id}
      data-unread={isWaiting && item.mutedUntil === null}
      data-menu={menu && (isMenuOpen ? "open" : "closed")}
      aria-posinset={position}
      aria-setsize={total}
      style={style}
    >
      <Link {...props} descriptionId={descriptionId} />
      {menu && (
        <RowMenuButton
          name={item.name}
          isOpen={isMenuOpen}
          isTabStop={isTabStop}
          onToggle={(trigger) => menu.onToggle(item.id, trigger)}
        />
      )}
    </li>
  );
}

const isSameJson = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Renders again only when something it shows has changed. */
export const ConversationRow = memo(
  Row,
  (one, other) =>
    isSameJson([one.item, one.style], [other.item, other.style]) &&
    one.today === other.today &&
    one.href === other.href &&
    one.isSelected === other.isSelected &&
    one.isTabStop === other.isTabStop &&
    one.position === other.position &&
    one.total === other.total &&
    one.menu === other.menu &&
    one.isMenuOpen === other.isMenuOpen &&
    one.onSelect === other.onSelect,
);
