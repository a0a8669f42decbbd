import { useLabels } from "../../provider/wording-context.ts";
import { ArchiveIcon, UnreadIcon } from "../action-icons.tsx";
import type { ConversationListProps } from "./conversation-list.tsx";
import { ChatIcon } from "../icons.tsx";
import { Notice } from "../feedback/notice.tsx";

type NoConversationsProps = Pick<ConversationListProps, "list" | "onChooseContact" | "onShowAll">;

/** An empty list says why it is, and where to go from there. */
export function NoConversations({ list, onChooseContact, onShowAll }: NoConversationsProps) {
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
