import { useNextUnread } from "./use-next-unread.ts";
import { useShortcuts } from "./use-shortcuts.ts";

export interface PageKeysProps {
  readonly openId: string | null;
  readonly onOpen: (conversationId: string) => void;
  readonly onSwitch: () => void;
}

/** The shortcuts of the page. Renders nothing. */
export function PageKeys({ openId, onOpen, onSwitch }: PageKeysProps) {
  const nextUnread = useNextUnread();
  useShortcuts({
    onSwitch,
    onNextUnread: (step) => {
      const next = nextUnread(openId, step);
      if (next !== undefined) onOpen(next);
    },
  });
  return null;
}
