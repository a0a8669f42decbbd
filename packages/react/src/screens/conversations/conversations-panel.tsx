import type { SearchHit } from "@parley/contract";
import { useCallback, useState } from "react";
import { flushSync } from "react-dom";
import { WriteIcon } from "../../components/action-icons.tsx";
import { ConversationList } from "../../components/conversations/conversation-list.tsx";
import { IconButton } from "../../components/icon-button.tsx";
import { FilterBar } from "../../components/conversations/filter-bar.tsx";
import { Toast } from "../../components/feedback/toast.tsx";
import type { ConversationItem } from "../../conversation-item.ts";
import { useConversations } from "../../hooks/conversations/use-conversations.ts";
import type { ListChoice } from "../../labels/list-labels.ts";
import { useLabels } from "../../provider/wording-context.ts";
import { DeleteDialog, MentionsList, SavedList } from "../on-demand-parts.tsx";
import { MessageSearch } from "../search/message-search.tsx";
import { useConversationChanges } from "./use-conversation-changes.ts";
import { useRowActions } from "./use-row-actions.tsx";
import type { SearchState } from "../search/use-search-state.ts";
import { useToast } from "../../components/feedback/use-toast.ts";

export interface ConversationsPanelProps {
  readonly openId: string | null;
  readonly search: SearchState;
  readonly onOpen: (conversationId: string) => void;
  readonly onOpenHit: (hit: SearchHit) => void;
  /** Called when the reader has deleted the open conversation. */
  readonly onGone: () => void;
  readonly onNew: () => void;
  readonly hrefOf: ((conversationId: string) => string) | undefined;
  readonly onChooseContact: () => void;
}

/** The conversations, with their filters and the message search. */
export function ConversationsPanel(props: ConversationsPanelProps) {
  const { message, dismiss, ...toast } = useToast();
  return (
    <>
      <div className="parley-scroll">
        <MessageSearch
          state={props.search}
          openId={props.openId}
          hrefOf={props.hrefOf}
          onOpenHit={props.onOpenHit}
          action={<NewButton onNew={props.onNew} />}
        >
          <Listed {...props} toast={toast} />
        </MessageSearch>
      </div>
      <Toast message={message} onDismiss={dismiss} />
    </>
  );
}

function NewButton({ onNew }: Pick<ConversationsPanelProps, "onNew">) {
  const { newConversation } = useLabels();
  return (
    <IconButton label={newConversation} onPress={onNew}>
      <WriteIcon />
    </IconButton>
  );
}

interface ListedProps extends ConversationsPanelProps {
  readonly toast: Pick<ReturnType<typeof useToast>, "say" | "settle">;
}

function Listed(props: ListedProps) {
  const { openId, onGone, toast } = props;
  const [choice, setChoice] = useState<ListChoice>("all");
  const isOfMessages = choice === "mentions" || choice === "saved";
  const filter = isOfMessages ? "all" : choice;
  const List = choice === "saved" ? SavedList : MentionsList;
  const list = useConversations({ filter, keepId: openId });
  const [deleting, setDeleting] = useState<ConversationItem | null>(null);
  const change = useConversationChanges(toast);
  const actionsOf = useRowActions({ onChange: change, onDelete: setDeleting });

  const confirmDeletion = useCallback(() => {
    if (deleting === null) return;
    // The dialog returns the focus to the row before the row is removed.
    flushSync(() => setDeleting(null));
    if (deleting.id === openId) onGone();
    change(deleting, { type: "deleted" });
  }, [deleting, openId, onGone, change]);

  return (
    <>
      <FilterBar filter={choice} onFilter={setChoice} />
      {isOfMessages ? (
        <List hrefOf={props.hrefOf} onOpen={props.onOpenHit} onShowAll={() => setChoice("all")} />
      ) : (
        <ConversationList
          list={list}
          selectedId={openId}
          onSelect={props.onOpen}
          hrefOf={props.hrefOf}
          actionsOf={actionsOf}
          onChooseContact={props.onChooseContact}
          onShowAll={() => setChoice("all")}
        />
      )}
      {deleting && (
        <DeleteDialog
          item={deleting}
          onConfirm={confirmDeletion}
          onClose={() => setDeleting(null)}
        />
      )}
    </>
  );
}
