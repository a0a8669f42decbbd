import type { ReadingPosition } from "@parley/client";
import type { Person } from "@parley/contract";
import { type ReactNode, useCallback, useEffect, useMemo } from "react";
import type {
  Editing,
  MessageActions,
} from "../../components/message-list/actions/message-actions.ts";
import { MessageList } from "../../components/message-list/message-list.tsx";
import type { JumpTo } from "../../components/message-list/scroll/scroll-controller.ts";
import { EmptyConversation } from "../../components/chat/empty-conversation.tsx";
import { TransientProblem } from "../../components/feedback/transient-problem.tsx";
import { usePageFocus, usePageVisibility } from "./use-page-focus.ts";
import type { ConversationView } from "../../hooks/conversations/use-conversation.ts";
import { useMarkRead } from "../../hooks/messages/use-mark-read.ts";
import type { MessagesView, WindowPaging } from "../../hooks/messages/use-messages.ts";
import { useSendMessage } from "../../hooks/messages/use-send-message.ts";
import { nameOfConversation } from "../../people.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useLabels } from "../../provider/wording-context.ts";
import { readMarkOf } from "../../rows/read-mark.ts";
import type { Row } from "../../rows/row.ts";
import type { KeptSeqs, RowAction } from "../../rows/row-actions.ts";
import { QuotedMessage } from "./quoted-message.tsx";
import type { MarkedUnread } from "./use-marked-unread.ts";
import { useNewDivider } from "./use-new-divider.ts";
import type { InitialPosition } from "./use-initial-position.ts";
import type { QuoteSource } from "./use-quote-source.ts";

interface ChatMessagesProps extends ConversationView {
  readonly jumpTo: JumpTo | undefined;
  readonly userId: string;
  readonly messages: MessagesView;
  readonly people: ReadonlyMap<string, Person>;
  readonly paging: WindowPaging;
  readonly sentCount: number;
  readonly canWrite: boolean;
  readonly initialPosition: InitialPosition;
  readonly unreadMark: MarkedUnread;
  readonly quotes: QuoteSource;
  readonly actions: MessageActions;
  readonly offered: (row: Row) => readonly RowAction[];
  readonly editing: Editing | null;
  readonly kept: KeptSeqs;
  readonly renderCard: (messageId: string, text: ReactNode) => ReactNode;
}

/** The read position, and the position of the "New" divider. */
function useReading({ conversation, sentCount, initialPosition, unreadMark }: ChatMessagesProps) {
  const { id, unread, readSeq, lastSeq, markedUnread } = conversation;
  const isPageFocused = usePageFocus();
  const { from } = unreadMark;
  const onSeen = useMarkRead({
    conversationId: id,
    readSeq,
    markedUnread,
    keepsMark: from !== null,
  });
  const { markedFrom } = initialPosition;
  const facts = { unread, readSeq, lastSeq, isPageFocused, sentCount, markedFrom };
  const { newAfter, newCount, markFrom } = useNewDivider(facts);
  useEffect(() => {
    if (from !== null) markFrom(from.seq);
  }, [from, markFrom]);
  return { isPageFocused, newAfter, newCount, onSeen };
}

/** The messages of an open conversation. */
export function ChatMessages(props: ChatMessagesProps) {
  const {
    conversation,
    members,
    membershipChanges,
    userId,
    messages,
    paging,
    quotes,
    initialPosition,
  } = props;
  const { people, sentCount, jumpTo, actions, offered, editing } = props;
  const labels = useLabels();
  const isVisible = usePageVisibility();
  const reading = useReading(props);
  const { retry, discard } = useSendMessage();
  const { screen } = useMessaging();
  const onPlace = useCallback(
    (position: ReadingPosition | undefined) => screen.setReadingPosition(conversation.id, position),
    [screen, conversation.id],
  );
  const { rows } = messages;
  const readMark = useMemo(() => readMarkOf(rows, { members, userId }), [rows, members, userId]);
  const renderQuote = useCallback(
    (seq: number, onJump: () => void) => <QuotedMessage {...quotes} seq={seq} onJump={onJump} />,
    [quotes],
  );
  const name = nameOfConversation(conversation);
  if (rows.length === 0) return <EmptyConversation name={name} canWrite={props.canWrite} />;
  return (
    <>
      <MessageList
        {...messages}
        {...paging}
        {...reading}
        name={name}
        userId={userId}
        people={people}
        membershipChanges={membershipChanges}
        readMark={readMark}
        sentCount={sentCount}
        jumpTo={jumpTo}
        renderQuote={renderQuote}
        renderCard={props.renderCard}
        actions={actions}
        offered={offered}
        editing={editing}
        onPlace={onPlace}
        standAt={initialPosition.standAt}
        kept={props.kept}
        blockedIds={quotes.blockedIds}
        unread={conversation.unread}
        isHidden={!isVisible}
        isGroup={conversation.with.kind === "group"}
        onRetry={retry}
        onDiscard={discard}
      />
      <TransientProblem text={paging.around === "failed" ? labels.loadFailed : null} isOver />
    </>
  );
}
