import type { Conversation, Member } from "@parley/contract/conversations";
import { useMemo } from "react";
import { useAttention, useVisibility } from "../../hooks/use-attention.ts";
import { useMarkRead } from "../../hooks/use-mark-read.ts";
import { type MessagesView, useMessages } from "../../hooks/use-messages.ts";
import type { WindowPaging } from "../../hooks/use-window-paging.ts";
import { useSendMessage } from "../../hooks/use-send-message.ts";
import { nameOfConversation } from "../../people.ts";
import { readMarkOf } from "../../rows/read-mark.ts";
import { MessageList } from "../message-list/message-list.tsx";
import { Failure } from "../notice.tsx";
import { MessageSkeletons } from "../skeletons.tsx";
import { ChatComposer } from "./chat-composer.tsx";
import { ChatHeader } from "./chat-header.tsx";
import { EmptyConversation } from "./empty-conversation.tsx";
import { TypingLine } from "./typing-line.tsx";
import { useNewDivider } from "./use-new-divider.ts";
import { useSentCount } from "./use-sent-count.ts";

interface OpenChatProps {
  readonly conversation: Conversation;
  readonly members: readonly Member[];
  readonly userId: string;
  readonly onBack: (() => void) | undefined;
  readonly autoFocus: boolean;
}

/** A conversation that is known: what its messages are may still be on its way. */
export function OpenChat({ conversation, members, userId, onBack, autoFocus }: OpenChatProps) {
  const { view, ...paging } = useMessages(conversation.id);
  const { sentCount, noteSent } = useSentCount();
  const people = useMemo(
    () => new Map(members.map(({ person }) => [person.id, person])),
    [members],
  );
  return (
    <section className="parley parley-chat">
      <ChatHeader conversation={conversation} members={members} onBack={onBack} />
      <div className="parley-chat__middle">
        {view.status === "loading" && <MessageSkeletons />}
        {view.status === "failed" && <Failure reason={view.reason} onRetry={view.retry} />}
        {view.status === "ready" && (
          <Messages
            {...{ conversation, members, userId, people, paging, sentCount }}
            messages={view.value}
          />
        )}
      </div>
      <TypingLine conversationId={conversation.id} people={people} />
      <ChatComposer
        conversation={conversation}
        memberCount={members.length}
        autoFocus={autoFocus}
        onSent={noteSent}
      />
    </section>
  );
}

interface MessagesProps extends Pick<OpenChatProps, "conversation" | "members" | "userId"> {
  readonly messages: MessagesView;
  readonly people: ReadonlyMap<string, Member["person"]>;
  readonly paging: WindowPaging;
  readonly sentCount: number;
}

function Messages({ messages, conversation, members, userId, people, ...rest }: MessagesProps) {
  const { paging, sentCount } = rest;
  const { id, unread, readSeq, lastSeq } = conversation;
  const isAttentive = useAttention();
  const isVisible = useVisibility();
  const onSeen = useMarkRead({ conversationId: id, readSeq });
  const newAfter = useNewDivider({ unread, readSeq, lastSeq, isAttentive, sentCount });
  const { retry, discard } = useSendMessage();
  const { rows } = messages;
  const readMark = useMemo(() => readMarkOf(rows, { members, userId }), [rows, members, userId]);
  const name = nameOfConversation(conversation);
  if (rows.length === 0) return <EmptyConversation name={name} />;
  return (
    <MessageList
      {...messages}
      {...paging}
      {...{ name, people, newAfter, readMark, unread, sentCount, isAttentive, onSeen }}
      isHidden={!isVisible}
      isGroup={conversation.with.kind === "group"}
      onRetry={retry}
      onDiscard={discard}
    />
  );
}
