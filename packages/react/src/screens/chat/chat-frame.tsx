import type { Person } from "@parley/contract";
import { useMemo, useRef } from "react";
import type { ChatPanel } from "../../components/chat/chat-header.tsx";
import { unlessComposing } from "../../components/composition.ts";
import { useMenu } from "../../components/overlay/use-menu.ts";
import type { JumpTo } from "../../components/message-list/scroll/scroll-controller.ts";
import { type ConversationItem, toConversationItem } from "../../conversation-item.ts";
import type { ConversationView } from "../../hooks/conversations/use-conversation.ts";
import { useMutedNow } from "../../hooks/conversations/use-muted-now.ts";
import { usePresence } from "../../hooks/people/use-presence.ts";
import { otherPersonOf } from "../../people.ts";
import { useLabels } from "../../provider/wording-context.ts";
import { useConversationVerbs } from "../conversations/use-conversation-verbs.tsx";
import { ConversationMenu, ConversationSearch, DetailsPanel } from "../on-demand-parts.tsx";
import { OpenChat } from "./open-chat.tsx";
import { useChatPanel } from "./use-chat-panel.ts";
import type { InitialPosition } from "./use-initial-position.ts";
import { useJumps } from "./use-jumps.ts";

export interface ChatFrameProps extends ConversationView {
  readonly userId: string;
  readonly autoFocus: boolean;
  readonly onBack: (() => void) | undefined;
  readonly jumpTo: JumpTo | undefined;
  readonly initialPosition: InitialPosition;
  readonly panel: ChatPanel | null;
  readonly onPanel: (panel: ChatPanel | null) => void;
  readonly onOpenConversation: ((conversationId: string) => void) | undefined;
}

/** The width from which on there is room for the messages and a panel, as in the stylesheet, in rem. */
const ROOM_FOR_BOTH = 46;

const hasRoom = (element: HTMLElement) =>
  element.clientWidth >=
  ROOM_FOR_BOTH * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

const NO_PEOPLE = new Map<string, Person>();

/** The conversation as its menu knows it: without what only the list shows. */
function useItem({ conversation, userId }: ChatFrameProps, isOnline: boolean): ConversationItem {
  const now = useMutedNow([conversation]);
  const nothing = { people: NO_PEOPLE, draft: undefined, entries: [], typists: [] };
  return toConversationItem(conversation, { ...nothing, userId, now, isOnline });
}

/** All authors of the conversation, including former members. */
function useAuthors({ conversation, members, membershipChanges }: ConversationView) {
  const other = otherPersonOf(conversation);
  return useMemo(() => {
    const people = [...membershipChanges, ...members].map(({ person }) => person);
    // Known before the members are fetched.
    return new Map<string, Person>((other ? [other, ...people] : people).map((it) => [it.id, it]));
  }, [other, members, membershipChanges]);
}

/** An open conversation, and the panel with its details or its search. */
export function ChatFrame(props: ChatFrameProps) {
  const { conversation, members, userId, onBack } = props;
  const labels = useLabels();
  const frame = useRef<HTMLDivElement>(null);
  const { change, onKey } = useChatPanel({ ...props, frame });
  const { jumpTo, jump } = useJumps(props.jumpTo);
  const people = useAuthors(props);
  const isOnline = usePresence(otherPersonOf(conversation)?.id)?.state === "online";
  const item = useItem(props, isOnline);
  const { open, close, toggle } = useMenu();
  const { verbs, say, toast, dialog } = useConversationVerbs({
    openId: conversation.id,
    onGone: onBack ?? nothing,
  });
  const panelProps = {
    onClose: () => change(null),
    onJump: (seq: number) => {
      jump(seq);
      // Over the messages it would cover what was chosen.
      if (frame.current !== null && !hasRoom(frame.current)) change(null);
    },
  };
  return (
    // It hears one key, wherever the focus is in it.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={frame}
      className="parley parley-chat-frame"
      data-panel={props.panel ?? "none"}
      onKeyDown={unlessComposing(onKey)}
    >
      <OpenChat
        {...props}
        people={people}
        jumpTo={jumpTo}
        onJump={jump}
        isOnline={isOnline}
        say={say}
        header={{
          panel: props.panel,
          onPanel: change,
          isMenuOpen: open !== null,
          onMenu: (trigger) => toggle(conversation.id, trigger),
        }}
        toast={toast}
      />
      {props.panel === "details" && (
        <DetailsPanel
          {...panelProps}
          conversation={conversation}
          members={members}
          people={people}
          userId={userId}
          isOnline={isOnline}
          item={item}
          verbs={verbs}
          say={say}
          onOpenConversation={props.onOpenConversation}
        />
      )}
      {props.panel === "search" && (
        <ConversationSearch
          {...panelProps}
          conversation={conversation}
          people={people}
          userId={userId}
        />
      )}
      {open !== null && (
        <ConversationMenu
          item={item}
          verbs={verbs}
          label={labels.conversationMenu}
          origin={open.origin}
          onClose={close}
        />
      )}
      {dialog}
    </div>
  );
}

const nothing = () => undefined;
