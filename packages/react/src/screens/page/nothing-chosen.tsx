import { Avatar } from "../../components/avatar.tsx";
import { ChatIcon } from "../../components/icons.tsx";
import { useCount } from "../../components/list/unread-badge.tsx";
import type { ConversationItem } from "../../conversation-item.ts";
import { useConversations } from "../../hooks/conversations/use-conversations.ts";
import { valueOf } from "../../loadable.ts";
import { useLabels } from "../../provider/wording-context.ts";

/** More unread conversations than these are in the list only. */
const SHOWN_MAX = 3;

export interface NothingChosenProps {
  readonly onOpen: (conversationId: string) => void;
  readonly onChooseContact: () => void;
}

/** In the place of a conversation: the unread ones, and how to begin one. */
export function NothingChosen({ onOpen, onChooseContact }: NothingChosenProps) {
  const labels = useLabels();
  const items = valueOf(useConversations({ filter: "unread" }).items) ?? [];
  const unread = items.filter(({ mutedUntil }) => mutedUntil === null).slice(0, SHOWN_MAX);
  return (
    <div className="parley-notice parley-start">
      <span className="parley-notice__icon">
        <ChatIcon />
      </span>
      <p className="parley-notice__title">{labels.nothingChosen}</p>
      {unread.length > 0 && (
        <ul className="parley-list parley-start__list" aria-label={labels.filters.unread}>
          {unread.map((item) => (
            <li key={item.id} className="parley-list__item">
              <Unread item={item} onOpen={onOpen} />
            </li>
          ))}
        </ul>
      )}
      <p className="parley-notice__hint">{labels.nothingChosenHint}</p>
      <p className="parley-notice__hint">{labels.howToBegin}</p>
      <button type="button" className="parley-button" onClick={onChooseContact}>
        {labels.writeToContact}
      </button>
    </div>
  );
}

type UnreadProps = Pick<NothingChosenProps, "onOpen"> & { readonly item: ConversationItem };

/** A button: the conversation has one link, in the list. */
function Unread({ item, onOpen }: UnreadProps) {
  const labels = useLabels();
  const shown = useCount();
  return (
    <button type="button" className="parley-conversation" onClick={() => onOpen(item.id)}>
      <Avatar
        name={item.name}
        imageUrl={item.avatarUrl}
        shadeKey={item.shadeKey}
        isGroup={item.isGroup}
        isOnline={item.isOnline}
      />
      <span className="parley-conversation__text">
        <bdi className="parley-conversation__name">{item.name}</bdi>{" "}
        <span className="parley-preview">
          {item.unread > 0 ? labels.unreadCount(shown(item.unread)) : labels.markedUnread}
        </span>
      </span>
    </button>
  );
}
