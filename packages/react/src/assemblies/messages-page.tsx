import { useRef } from "react";
import { useConnection } from "../hooks/use-connection.ts";
import { useMessaging } from "../provider/messaging-context.ts";
import { useLabels } from "../provider/wording-context.ts";
import { ChatWindow } from "./chat-window.tsx";
import { ConnectionBanner } from "../components/connection-banner.tsx";
import { ChatIcon } from "../components/icons.tsx";
import { Notice } from "../components/notice.tsx";
import type { MessagesTab } from "./messages-tab.ts";
import { Side } from "./side.tsx";
import { useControllable } from "./use-controllable.ts";
import { useFocusReturn } from "./use-focus-return.ts";
import { useKeyboardInset } from "./use-keyboard-inset.ts";

export interface MessagesPageProps {
  /** The open conversation, where the host decides on it (an address, say); `null` for none. */
  readonly conversationId?: string | null | undefined;
  readonly defaultConversationId?: string | null | undefined;
  readonly onConversationChange?: ((conversationId: string | null) => void) | undefined;
  /** What the lists show, where the host decides. It then follows `onConversationChange` as it likes. */
  readonly tab?: MessagesTab | undefined;
  readonly defaultTab?: MessagesTab | undefined;
  readonly onTabChange?: ((tab: MessagesTab) => void) | undefined;
  /** The address of a conversation, so that its link can be opened in a new tab. */
  readonly hrefOf?: ((conversationId: string) => string) | undefined;
}

function useChoices(props: MessagesPageProps) {
  const [openId, setOpenId] = useControllable<string | null>({
    value: props.conversationId,
    initial: props.defaultConversationId ?? null,
    onChange: props.onConversationChange,
  });
  const [tab, setTab] = useControllable<MessagesTab>({
    value: props.tab,
    initial: props.defaultTab ?? "conversations",
    onChange: props.onTabChange,
  });
  return { openId, setOpenId, tab, setTab };
}

/**
 * Everything: the conversations, the contacts and the open conversation. It fills its container, and shows
 * one thing at a time where that is narrow.
 *
 * @example
 * <MessagingProvider client={client}>
 *   <MessagesPage />
 * </MessagingProvider>
 */
export function MessagesPage(props: MessagesPageProps) {
  const { openId, setOpenId, tab, setTab } = useChoices(props);
  const { client } = useMessaging();
  const connection = useConnection();
  const page = useRef<HTMLDivElement>(null);
  useKeyboardInset(page);
  useFocusReturn(page, openId);

  return (
    <div ref={page} className="parley parley-page" data-open={openId !== null}>
      <ConnectionBanner connection={connection} onReconnect={client.reconnect} />
      <div className="parley-page__panes">
        <Side
          openId={openId}
          tab={tab}
          isTabHeld={props.tab !== undefined}
          onOpen={setOpenId}
          onTab={setTab}
          hrefOf={props.hrefOf}
        />
        <div className="parley-page__main">
          {openId === null ? (
            <NothingChosen />
          ) : (
            <ChatWindow conversationId={openId} onBack={() => setOpenId(null)} />
          )}
        </div>
      </div>
    </div>
  );
}

function NothingChosen() {
  const labels = useLabels();
  return (
    <Notice icon={<ChatIcon />} title={labels.nothingChosen} hint={labels.nothingChosenHint} />
  );
}
