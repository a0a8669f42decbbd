import type { SearchHit } from "@parley/contract";
import { useCount } from "../../components/list/unread-badge.tsx";
import { type Tab, Tabs } from "../../components/tabs.tsx";
import { useUnreadTotal } from "../../hooks/conversations/use-unread-total.ts";
import { useLabels } from "../../provider/wording-context.ts";
import { ContactsPanel } from "../on-demand-parts.tsx";
import { ConversationsPanel } from "../conversations/conversations-panel.tsx";
import type { MessagesTab } from "./messages-tab.ts";
import type { SearchState } from "../search/use-search-state.ts";

interface SidebarProps {
  readonly openId: string | null;
  readonly tab: MessagesTab;
  readonly search: SearchState;
  readonly onOpen: (conversationId: string) => void;
  readonly onOpenHit: (hit: SearchHit) => void;
  /** Called when the open conversation is no longer in any list. */
  readonly onGone: () => void;
  readonly onNew: () => void;
  readonly onTab: (tab: MessagesTab) => void;
  readonly hrefOf: ((conversationId: string) => string) | undefined;
  /** The host controls the tab. */
  readonly isTabHeld: boolean;
}

/** The navigation of the page: the lists of conversations and contacts. */
export function Sidebar({ tab, isTabHeld, onTab, ...panel }: SidebarProps) {
  const labels = useLabels();
  const tabs: readonly Tab<MessagesTab>[] = [
    {
      name: "conversations",
      label: labels.conversations,
      badge: <TotalBadge />,
      content: <ConversationsPanel {...panel} onChooseContact={() => onTab("contacts")} />,
    },
    {
      name: "contacts",
      label: labels.contacts,
      content: (
        <ContactsPanel
          onOpen={(conversationId) => {
            panel.onOpen(conversationId);
            // A host that controls the tab learns of it from `onOpen`.
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

/** The number of all unread messages. Hidden from screen readers, so that the tab keeps its name. */
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
