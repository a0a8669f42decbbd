import { type ReactNode, useEffect } from "react";
import { useConversation } from "../../hooks/conversations/use-conversation.ts";
import { useUserId } from "../../hooks/session/use-me.ts";
import type { ErrorReason } from "@parley/contract";
import { useLabels } from "../../provider/wording-context.ts";
import { ChatIcon } from "../../components/icons.tsx";
import { Failure, Notice } from "../../components/feedback/notice.tsx";
import { MessageSkeletons } from "../../components/feedback/skeletons.tsx";
import { BackButton, type ChatPanel } from "../../components/chat/chat-header.tsx";
import { valueOf } from "../../loadable.ts";
import { useWatch } from "../../provider/use-screen.ts";
import { onDemand } from "../../components/on-demand.tsx";
import { useControllable } from "../../components/use-controllable.ts";
import type { ChatFrameProps } from "./chat-frame.tsx";
import { useInitialPosition } from "./use-initial-position.ts";

export interface ChatWindowProps {
  /** The id of the conversation. */
  readonly conversationId: string;
  /** Shows a button back to the list if there is no room for both. */
  readonly onBack?: (() => void) | undefined;
  /** Without touch, the composer takes the focus when a conversation opens. On by default. */
  readonly autoFocus?: boolean | undefined;
  /** Shows a message and its context. Another token requests it again, also for the same `seq`. */
  readonly jumpTo?: { readonly seq: number; readonly token: number } | undefined;
  /** What is open next to the messages, if the host controls it, for example from the address; `null` for nothing. */
  readonly panel?: ChatPanel | null | undefined;
  /** Called when the user opens or closes the details or the search of the conversation. */
  readonly onPanelChange?: ((panel: ChatPanel | null) => void) | undefined;
  /** Called when the user goes from here to another conversation. Without it that is not offered. */
  readonly onOpenConversation?: ((conversationId: string) => void) | undefined;
}

/** Most of the code of this package: a list of conversations appears without it. */
const ChatFrame = onDemand<ChatFrameProps>(
  async () => (await import("./chat-frame.tsx")).ChatFrame,
  ({ onBack }, problem) => <Frame onBack={onBack}>{problem ?? <MessageSkeletons />}</Frame>,
);

/** Loads the code of an open conversation with the page, and not after the conversation. */
export function usePreloadedChat() {
  useEffect(() => {
    // If it fails, it is loaded again when it is shown.
    ChatFrame.preload().catch(() => undefined);
  }, []);
}

/** One conversation: who it is with, the messages, and the composer. */
export function ChatWindow(props: ChatWindowProps) {
  // The key resets all state for another conversation.
  return <Chat key={props.conversationId} {...props} />;
}

function Chat(props: ChatWindowProps) {
  const { conversationId, onBack, autoFocus = true, jumpTo } = props;
  const [panel, setPanel] = useControllable<ChatPanel | null>({
    value: props.panel,
    initial: null,
    onChange: props.onPanelChange,
  });
  usePreloadedChat();
  const userId = useUserId();
  const conversation = useConversation(conversationId);
  const initialPosition = useInitialPosition(
    conversationId,
    valueOf(conversation)?.conversation,
    jumpTo,
  );
  // At the same time as the conversation, which a first visit has to fetch as well.
  useWatch({ part: "window", conversationId, openAt: initialPosition.openAt });
  switch (conversation.status) {
    case "loading":
      return (
        <Frame onBack={onBack}>
          <MessageSkeletons />
        </Frame>
      );
    case "failed":
      return (
        <Frame onBack={onBack}>
          <Refusal reason={conversation.reason} onRetry={conversation.retry} />
        </Frame>
      );
    case "ready":
      return (
        <ChatFrame
          {...conversation.value}
          panel={panel}
          onPanel={setPanel}
          onOpenConversation={props.onOpenConversation}
          userId={userId}
          onBack={onBack}
          autoFocus={autoFocus}
          jumpTo={jumpTo}
          initialPosition={initialPosition}
        />
      );
  }
}

interface FrameProps extends Pick<ChatWindowProps, "onBack"> {
  readonly children: ReactNode;
}

/** The frame while there is no conversation to show. */
function Frame({ onBack, children }: FrameProps) {
  return (
    <section className="parley parley-chat">
      <header className="parley-header">
        {onBack !== undefined && <BackButton onBack={onBack} />}
      </header>
      <div className="parley-chat__middle">{children}</div>
    </section>
  );
}

interface RefusalProps {
  readonly reason: ErrorReason | undefined;
  readonly onRetry: () => void;
}

function Refusal({ reason, onRetry }: RefusalProps) {
  const labels = useLabels();
  if (reason === "not_found") {
    return <Notice icon={<ChatIcon />} title={labels.conversationGone} />;
  }
  return <Failure reason={reason} onRetry={onRetry} />;
}
