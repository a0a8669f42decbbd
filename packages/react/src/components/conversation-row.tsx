import { memo, type MouseEvent, useId } from "react";
import type { ConversationItem } from "../conversation-item.ts";
import { useFormat, useLabels } from "../provider/wording-context.ts";
import { Avatar } from "./avatar.tsx";
import { ConversationPreview } from "./conversation-preview.tsx";
import { UnreadBadge } from "./unread-badge.tsx";

interface ConversationRowProps {
  readonly item: ConversationItem;
  readonly today: Date;
  readonly href: string;
  readonly isSelected: boolean;
  /** One row of the list is reached by Tab; the arrows do the rest. */
  readonly isTabStop: boolean;
  readonly onSelect: (conversationId: string) => void;
}

/** A click that the browser should handle itself: new tab, new window, download. */
const isForBrowser = (event: MouseEvent) =>
  event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;

function RowContent({ item, today }: Pick<ConversationRowProps, "item" | "today">) {
  const format = useFormat();
  const labels = useLabels();
  const at = item.at === null ? null : new Date(item.at);
  return (
    <>
      <span className="parley-conversation__top">
        <bdi className="parley-conversation__name" aria-hidden="true">
          {item.name}
        </bdi>
        {at !== null && (
          <time className="parley-conversation__time" dir="auto" dateTime={at.toISOString()}>
            {format.listTime(at, today)}
          </time>
        )}
      </span>
      <span className="parley-conversation__bottom">
        <ConversationPreview preview={item.preview} />
        <UnreadBadge count={item.unread} />
      </span>
      {item.isOnline && <span className="parley-hidden">{labels.online}</span>}
    </>
  );
}

function Row({ item, today, href, isSelected, isTabStop, onSelect }: ConversationRowProps) {
  const descriptionId = useId();
  return (
    <li className="parley-list__item">
      <a
        className="parley-conversation"
        href={href}
        data-conversation={item.id}
        data-unread={item.unread > 0}
        aria-label={item.name}
        aria-describedby={descriptionId}
        aria-current={isSelected ? "true" : undefined}
        tabIndex={isTabStop ? 0 : -1}
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
        <span className="parley-conversation__text" id={descriptionId}>
          <RowContent item={item} today={today} />
        </span>
      </a>
    </li>
  );
}

const isSameItem = (one: ConversationItem, other: ConversationItem) =>
  JSON.stringify(one) === JSON.stringify(other);

/** A row is drawn again only when something that it shows has changed. */
export const ConversationRow = memo(
  Row,
  (one, other) =>
    isSameItem(one.item, other.item) &&
    one.today === other.today &&
    one.href === other.href &&
    one.isSelected === other.isSelected &&
    one.isTabStop === other.isTabStop &&
    one.onSelect === other.onSelect,
);
