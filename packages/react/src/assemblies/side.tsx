import { useConversations } from "../hooks/use-conversations.ts";
import { useUnreadTotal } from "../hooks/use-unread-total.ts";
import { useLabels } from "../provider/wording-context.ts";
import { ConversationList } from "../components/conversation-list.tsx";
import { useCount } from "../components/unread-badge.tsx";
import { ContactsPanel } from "./contacts-panel.tsx";
import type { MessagesTab } from "./messages-tab.ts";
import { type Tab, Tabs } from "../components/tabs.tsx";

interface SideProps {
  readonly openId: string | null;
  readonly tab: MessagesTab;
  readonly onOpen: (conversationId: string) => void;
  readonly onTab: (tab: MessagesTab) => void;
  readonly hrefOf: ((conversationId: string) => string) | undefined;
  /** The host decides which tab is shown. */
  readonly isTabHeld: boolean;
}

/** The part of the page from which a conversation is chosen. */
export function Side({ openId, tab, onOpen, onTab, hrefOf, isTabHeld }: SideProps) {
  const labels = useLabels();
  const conversations = useConversations();
  const tabs: readonly Tab<MessagesTab>[] = [
    {
      name: "conversations",
      label: labels.conversations,
      badge: <TotalBadge />,
      content: (
        <ConversationList
          list={conversations}
          selectedId={openId}
          onSelect={onOpen}
          hrefOf={hrefOf}
          onChooseContact={() => onTab("contacts")}
        />
      ),
    },
    {
      name: "contacts",
      label: labels.contacts,
      content: (
        <ContactsPanel
          onOpen={(conversationId) => {
            onOpen(conversationId);
            // A host that holds the tab has been told by the opening where the reader goes.
            if (!isTabHeld) onTab("conversations");
          }}
        />
      ),
    },
  ];
  return (
    <nav className="parley-page__side" aria-label={labels.messages}>
      <Tabs label={labels.messages} tabs={tabs} current={tab} onChange={onTab} />
    </nav>
  );
}

/** All unread messages, for the eye: the tab keeps its own name. */
function TotalBadge() {
  const total = useUnreadTotal();
  const shown = useCount();
  if (total === 0) return null;
  return (
    <span className="parley-badge parley-tab__badge" aria-hidden="true">
      {shown(total)}
    </span>
  );
}
