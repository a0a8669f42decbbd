import type { SearchHit } from "@parley/contract";
import { useCallback, useState } from "react";
import { WriteIcon } from "../../components/action-icons.tsx";
import {
  ConversationList,
  type RowMenuProps,
} from "../../components/conversations/conversation-list.tsx";
import { IconButton } from "../../components/icon-button.tsx";
import { FilterBar } from "../../components/conversations/filter-bar.tsx";
import { useConversations } from "../../hooks/conversations/use-conversations.ts";
import type { ListChoice } from "../../labels/list-labels.ts";
import { useLabels } from "../../provider/wording-context.ts";
import { ConversationMenu, MentionsList, RowSwipes, SavedList } from "../on-demand-parts.tsx";
import { MessageSearch } from "../search/message-search.tsx";
import type { ConversationVerbs } from "./use-row-actions.tsx";
import { useConversationVerbs } from "./use-conversation-verbs.tsx";
import type { SearchState } from "../search/use-search-state.ts";

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
  const { openId, onGone } = props;
  const { verbs, toast, dialog } = useConversationVerbs({ openId, onGone });
  return (
    <>
      <div className="parley-scroll">
        <MessageSearch
          state={props.search}
          openId={props.openId}
          hrefOf={props.hrefOf}
          onOpen={props.onOpen}
          onOpenHit={props.onOpenHit}
          action={<NewButton onNew={props.onNew} />}
        >
          <Listed {...props} verbs={verbs} />
        </MessageSearch>
      </div>
      {toast}
      {dialog}
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
  readonly verbs: ConversationVerbs;
}

function Listed(props: ListedProps) {
  const { openId, verbs } = props;
  const [choice, setChoice] = useState<ListChoice>("all");
  const isOfMessages = choice === "mentions" || choice === "saved";
  const filter = isOfMessages ? "all" : choice;
  const List = choice === "saved" ? SavedList : MentionsList;
  const list = useConversations({ filter, keepId: openId });
  const renderMenu = useCallback(
    (menu: RowMenuProps) => <ConversationMenu {...menu} verbs={verbs} />,
    [verbs],
  );

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
          renderMenu={renderMenu}
          renderSwipes={(items) => <RowSwipes items={items} verbs={verbs} />}
          onChooseContact={props.onChooseContact}
          onShowAll={() => setChoice("all")}
        />
      )}
    </>
  );
}
