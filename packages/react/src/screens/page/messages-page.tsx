import { useRef, useState } from "react";
import { useConnection } from "../../hooks/session/use-connection.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import type { ChatPanel } from "../../components/chat/chat-header.tsx";
import { ChatWindow, usePreloadedChat } from "../chat/chat-window.tsx";
import { ConnectionBanner } from "../../components/feedback/connection-banner.tsx";
import { usePreload } from "../../components/on-demand.tsx";
import type { MessagesTab } from "./messages-tab.ts";
import { Sidebar } from "./sidebar.tsx";
import { later, NothingChosen, PageKeys, SearchDialog } from "../on-demand-parts.tsx";
import { useControllable } from "../../components/use-controllable.ts";
import { useFocusReturn } from "./use-focus-return.ts";
import { useJump } from "./use-jump.ts";
import { useKeyboardInset } from "./use-keyboard-inset.ts";
import { useSearchState } from "../search/use-search-state.ts";

export interface MessagesPageProps {
  /** The open conversation if the host controls it, for example from the address; `null` for none. */
  readonly conversationId?: string | null | undefined;
  /** The conversation that is open at first, if `conversationId` is not given. */
  readonly defaultConversationId?: string | null | undefined;
  /** Called when the user opens another conversation, or closes it. */
  readonly onConversationChange?: ((conversationId: string | null) => void) | undefined;
  /** The message to show in the open conversation, if the host takes it from the address. */
  readonly messageSeq?: number | null | undefined;
  /** What is open next to the messages, if the host controls it; `null` for nothing. */
  readonly panel?: ChatPanel | null | undefined;
  /** Called when the user opens or closes the details or the search of the open conversation. */
  readonly onPanelChange?: ((panel: ChatPanel | null) => void) | undefined;
  /** The tab if the host controls it. The host also decides what `onConversationChange` does to it. */
  readonly tab?: MessagesTab | undefined;
  /** The tab that is shown at first, if `tab` is not given. */
  readonly defaultTab?: MessagesTab | undefined;
  /** Called when the user chooses a tab. */
  readonly onTabChange?: ((tab: MessagesTab) => void) | undefined;
  /** The address of a conversation, so that its link can be opened in a new tab. */
  readonly hrefOf?: ((conversationId: string) => string) | undefined;
  /** Ctrl or Cmd and K, and Alt and Shift with the arrows, anywhere on the page. On by default. */
  readonly shortcuts?: boolean | undefined;
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
 * The whole messaging page: conversations, contacts and the open conversation. It fills its container, and shows one of them at a
 * time if that is narrow.
 *
 * @example
 * <MessagingProvider client={client}>
 *   <MessagesPage />
 * </MessagingProvider>
 */
export function MessagesPage(props: MessagesPageProps) {
  const { openId, setOpenId, tab, setTab } = useChoices(props);
  const page = useRef<HTMLDivElement>(null);
  useKeyboardInset(page);
  usePreloadedChat();
  usePreload(later);
  useFocusReturn(page, openId);
  const search = useSearchState();
  const { open, openHit, jumpTo } = useJump({
    openId,
    seq: props.messageSeq ?? null,
    onOpen: setOpenId,
  });
  const isOn = props.shortcuts ?? true;
  const [isSwitching, setSwitching] = useState(false);
  const close = () => setOpenId(null);

  return (
    <div ref={page} className="parley parley-page" data-open={openId !== null}>
      <Banner />
      {isOn && <PageKeys openId={openId} onOpen={open} onSwitch={() => setSwitching(true)} />}
      <div className="parley-page__panes">
        <Sidebar
          openId={openId}
          tab={tab}
          search={search}
          isTabHeld={props.tab !== undefined}
          onOpen={open}
          onOpenHit={openHit}
          onGone={close}
          onNew={() => setSwitching(true)}
          onTab={setTab}
          hrefOf={props.hrefOf}
        />
        <div className="parley-page__main">
          {openId === null ? (
            <NothingChosen onOpen={open} onChooseContact={() => setTab("contacts")} />
          ) : (
            <ChatWindow
              conversationId={openId}
              jumpTo={jumpTo}
              panel={props.panel}
              onPanelChange={props.onPanelChange}
              onBack={close}
              onOpenConversation={open}
            />
          )}
        </div>
      </div>
      {isSwitching && (
        <SearchDialog
          openId={openId}
          hrefOf={props.hrefOf}
          onOpen={open}
          onOpenHit={openHit}
          onClose={() => setSwitching(false)}
        />
      )}
    </div>
  );
}

function Banner() {
  const { client } = useMessaging();
  return <ConnectionBanner connection={useConnection()} onReconnect={client.reconnect} />;
}
