import type { Conversation, Member } from "@parley/contract/conversations";
import type { Person } from "@parley/contract/people";
import { useMemo } from "react";
import { useAttention, useVisibility } from "../hooks/use-attention.ts";
import { useMarkRead } from "../hooks/use-mark-read.ts";
import { type MessagesView, useMessages } from "../hooks/use-messages.ts";
import type { WindowPaging } from "../hooks/use-window-paging.ts";
import { useSendMessage } from "../hooks/use-send-message.ts";
import { usePresence } from "../hooks/use-presence.ts";
import { useTyping } from "../hooks/use-typing.ts";
import { nameOfConversation, otherPersonOf } from "../people.ts";
import { useLabels } from "../provider/wording-context.ts";
import { readMarkOf } from "../rows/read-mark.ts";
import { MessageList } from "../components/message-list/message-list.tsx";
import { Failure } from "../components/notice.tsx";
import { MessageSkeletons } from "../components/skeletons.tsx";
import { ChatComposer } from "./chat-composer.tsx";
import { ChatHeader } from "../components/chat-header.tsx";
import { EmptyConversation } from "../components/empty-conversation.tsx";
import { TypingLine } from "../components/typing-line.tsx";
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
  const isOnline = usePresence(otherPersonOf(conversation)?.id)?.state === "online";
  const typists = useTypists(conversation.id, people);
  return (
    <section className="parley parley-chat">
      <ChatHeader {...{ conversation, members, isOnline, onBack }} />
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
      <TypingLine names={typists} />
      <ChatComposer
        conversation={conversation}
        memberCount={members.length}
        autoFocus={autoFocus}
        onSent={noteSent}
      />
    </section>
  );
}

/** The names of those who type now. */
function useTypists(conversationId: string, people: ReadonlyMap<string, Person>) {
  const { formerMember } = useLabels();
  return useTyping(conversationId).map((id) => people.get(id)?.name ?? formerMember);
}

interface MessagesProps extends Pick<OpenChatProps, "conversation" | "members" | "userId"> {
  readonly messages: MessagesView;
  readonly people: ReadonlyMap<string, Person>;
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
