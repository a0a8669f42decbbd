import { Menu, type MenuOrigin } from "../../components/overlay/menu.tsx";
import type { ConversationItem } from "../../conversation-item.ts";
import { type ConversationVerbs, useRowActions } from "./use-row-actions.tsx";

export interface ConversationMenuProps {
  readonly item: ConversationItem;
  readonly verbs: ConversationVerbs;
  readonly label: string;
  readonly origin: MenuOrigin;
  readonly onClose: () => void;
}

/** The menu with the verbs of a conversation: of its row, and of its header. */
export function ConversationMenu({ item, verbs, ...menu }: ConversationMenuProps) {
  const actionsOf = useRowActions(verbs);
  return <Menu {...menu} actions={actionsOf(item)} />;
}
