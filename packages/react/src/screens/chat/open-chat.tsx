import type { Card, Conversation, Person } from "@parley/contract";
import { type ReactNode, useCallback, useId, useMemo, useRef, useState } from "react";
import type { ConversationView } from "../../hooks/conversations/use-conversation.ts";
import { useCards } from "../../hooks/messages/use-cards.ts";
import { useMessages } from "../../hooks/messages/use-messages.ts";
import { useScheduled } from "../../hooks/messages/use-scheduled.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useScreen } from "../../provider/use-screen.ts";
import { useReplyTarget } from "../../hooks/messages/use-reply-target.ts";
import { useTyping } from "../../hooks/messages/use-typing.ts";
import { useWritable } from "./use-writable.ts";
import { valueOf } from "../../loadable.ts";
import { otherPersonOf } from "../../people.ts";
import { useLabels } from "../../provider/wording-context.ts";
import type { Row } from "../../rows/row.ts";
import { Failure } from "../../components/feedback/notice.tsx";
import { MessageSkeletons } from "../../components/feedback/skeletons.tsx";
import type { ToastMessage } from "../../components/feedback/toast.tsx";
import type { JumpTo } from "../../components/message-list/scroll/scroll-controller.ts";
import { ChatHeader } from "../../components/chat/chat-header.tsx";
import { TypingLine } from "../../components/chat/typing-line.tsx";
import { ChatComposer } from "./chat-composer.tsx";
import { ChatMessages } from "./chat-messages.tsx";
import { ChatProblem } from "./chat-problem.tsx";
import {
  DeleteMessageDialog,
  ExpectedNotification,
  ItemCard,
  ItemDialog,
  JumpProblem,
  MeetingCard,
  PinnedMessages,
  ReportDialog,
  Scheduled,
  Starters,
  TemplatesDialog,
} from "../on-demand-parts.tsx";
import { TranslationsContext } from "../../translation/translations-context.ts";
import { AnsweredMessage } from "./quoted-message.tsx";
import { useMarkedUnread } from "./use-marked-unread.ts";
import { useMessageActions } from "./use-message-actions.ts";
import type { InitialPosition } from "./use-initial-position.ts";
import { useQuoteSource } from "./use-quote-source.ts";
import { jumpProblemOf } from "./use-jumps.ts";
import { useStarting } from "./use-starting.ts";
import { useSentCount } from "./use-sent-count.ts";

interface OpenChatProps extends ConversationView {
  readonly initialPosition: InitialPosition;
  /** All authors of the conversation, including former members. */
  readonly people: ReadonlyMap<string, Person>;
  readonly onBack: (() => void) | undefined;
  readonly jumpTo: JumpTo | undefined;
  readonly userId: string;
  readonly autoFocus: boolean;
  /** The other user of a direct conversation is online. */
  readonly isOnline: boolean;
  /** What the header shows and opens besides. */
  readonly header: Pick<
    Parameters<typeof ChatHeader>[0],
    "panel" | "onPanel" | "isMenuOpen" | "onMenu"
  >;
  readonly onJump: (seq: number) => void;
  /** Shows the result of an action; `toast` is where. */
  readonly say: (message: ToastMessage) => void;
  readonly toast: ReactNode;
}

/** The reply target of the composer. */
function useAnswer(conversation: Conversation, canWrite: boolean) {
  const { seq, reply } = useReplyTarget(conversation.id);
  const { sentCount, noteSent } = useSentCount();
  const field = useRef<HTMLTextAreaElement>(null);
  return {
    sentCount,
    field,
    replyToSeq: canWrite ? seq : null,
    reply,
    cancelReply: useCallback(() => reply(null), [reply]),
    focusComposer: useCallback(() => field.current?.focus({ preventScroll: true }), []),
    onSent() {
      reply(null);
      noteSent();
    },
  };
}

/** The data and the handlers of an open conversation. */
function useChat(props: OpenChatProps) {
  const { conversation, userId, people, initialPosition } = props;
  const { view, ...paging } = useMessages(conversation.id, initialPosition);
  const writable = useWritable(conversation);
  const answer = useAnswer(conversation, writable.ok);
  const { sentCount } = answer;
  const unreadMark = useMarkedUnread(sentCount);
  const quotes = useQuoteSource({ conversation, userId, people });
  const mentionable = useMentionable(props, quotes.blockedIds);
  const kept = useKept(props);
  /** The text of the template that is to be added, or an empty one, while the dialog is open. */
  const [template, setTemplate] = useState<string | null>(null);
  const cards = useCards(conversation.id);
  const renderCard = useRenderCard(props, cards);
  const translations = useTranslations();
  const doing = useMessageActions({
    kept,
    cards,
    conversation,
    people,
    mentionable,
    focusComposer: answer.focusComposer,
    rows: valueOf(view)?.rows ?? NO_ROWS,
    canWrite: writable.ok,
    onReply: answer.reply,
    onTemplate: setTemplate,
    onTranslate: translations.show,
    onMarkedUnread: unreadMark.leave,
    say: props.say,
  });
  const { actions, offered, editing } = doing;
  const editLast = () => {
    const rows = valueOf(view)?.rows ?? [];
    const last = rows.findLast((row) => offered(row).includes("edit"));
    if (last !== undefined) actions.onEdit(last);
  };
  const log = {
    canWrite: writable.ok,
    paging,
    sentCount,
    initialPosition,
    actions,
    offered,
    editing,
    quotes,
    unreadMark,
    kept,
    renderCard,
  };
  const templates = { body: template, open: setTemplate };
  return { view, log, writable, answer, doing, mentionable, editLast, templates, translations };
}

/** The messages whose translations are shown, until the conversation is left. */
function useTranslations() {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  return useMemo(
    () => ({
      ids,
      show: (id: string) => setIds((now) => new Set([...now, id])),
      hide: (id: string) => setIds((now) => new Set([...now].filter((other) => other !== id))),
    }),
    [ids],
  );
}

/** Shows the thing of which a message is the card. */
function useRenderCard(props: OpenChatProps, cards: Readonly<Record<string, Card>>) {
  const { conversation, members, userId, say, onJump } = props;
  return useCallback(
    (messageId: string, text: ReactNode) => {
      const card = cards[messageId];
      const context = { conversation, members, userId, say, onJump, text };
      switch (card?.kind) {
        case "action_item":
          return <ItemCard {...context} item={card} />;
        case "meeting":
          return <MeetingCard {...context} meeting={card} />;
        case undefined:
          return null;
      }
    },
    [cards, conversation, members, userId, say, onJump],
  );
}

/** The pinned and the saved messages, for looking up a `seq`. */
function useKept({ pins, savedSeqs }: ConversationView) {
  return useMemo(
    () => ({ pinned: new Set(pins.map(({ seq }) => seq)), saved: new Set(savedSeqs) }),
    [pins, savedSeqs],
  );
}

/** A loaded conversation; its messages may still be loading. */
export function OpenChat(props: OpenChatProps) {
  const { conversation, members, onBack, autoFocus, isOnline, jumpTo } = props;
  const { view, log, writable, answer, doing, mentionable, editLast, templates, translations } =
    useChat(props);
  const { field, replyToSeq } = answer;
  const other = otherPersonOf(conversation);
  const hintId = useId();
  const scheduled = useScheduled(conversation.id);
  // Until a draft begins there is nothing to expect, and its code is not loaded.
  const isWriting = useScreen(({ drafts }) => drafts.has(conversation.id));
  const [hasWritten, setHasWritten] = useState(isWriting);
  if (isWriting && !hasWritten) setHasWritten(true);
  const { screen } = useMessaging();
  const loaded = valueOf(view);
  const starting = useStarting(conversation, loaded?.rows.length === 0);
  const problem = jumpProblemOf(jumpTo, view);
  const [dismissed, setDismissed] = useState<number>();
  const [newestPin, ...otherPins] = props.pins;
  const typists = useTypists(conversation.id, props.people);
  return (
    <section className="parley-chat">
      <ChatHeader
        conversation={conversation}
        members={members}
        isOnline={isOnline}
        onBack={onBack}
        {...props.header}
      />
      {newestPin !== undefined && (
        <PinnedMessages
          {...log.quotes}
          pins={[newestPin, ...otherPins]}
          canWrite={writable.ok}
          onJump={props.onJump}
        />
      )}
      <div className="parley-chat__middle">
        {problem !== null && jumpTo?.token !== dismissed && (
          <JumpProblem problem={problem} onDismiss={() => setDismissed(jumpTo?.token)} />
        )}
        {view.status === "loading" && <MessageSkeletons />}
        {view.status === "failed" && <Failure reason={view.reason} onRetry={view.retry} />}
        {view.status === "ready" && (
          <TranslationsContext value={translations}>
            <ChatMessages {...props} {...log} messages={view.value} />
          </TranslationsContext>
        )}
      </div>
      {props.toast}
      <ChatProblem conversation={conversation} />
      <TypingLine names={typists} />
      <div id={hintId} className="parley-expected">
        {other !== null && writable.ok && hasWritten && (
          <ExpectedNotification
            conversation={conversation}
            person={other}
            isOnline={isOnline}
            members={members}
          />
        )}
      </div>
      {scheduled.length > 0 && (
        <Scheduled
          conversation={conversation}
          messages={scheduled}
          focusComposer={answer.focusComposer}
        />
      )}
      {starting !== null && writable.ok && !isWriting && (
        <Starters
          key={String(starting.isSilent)}
          conversation={conversation}
          {...starting}
          onChoose={(text) => {
            screen.setDraft(conversation.id, text);
            // Once the text is in the field, so that the caret is after it.
            setTimeout(answer.focusComposer);
          }}
        />
      )}
      <ChatComposer
        conversation={conversation}
        writable={writable}
        autoFocus={autoFocus}
        field={field}
        replyToSeq={replyToSeq}
        describedBy={hintId}
        memberCount={members.length}
        mentionable={mentionable}
        above={
          replyToSeq !== null && (
            <AnsweredMessage {...log.quotes} seq={replyToSeq} onCancel={answer.cancelReply} />
          )
        }
        onCancelReply={answer.cancelReply}
        onEditLast={editLast}
        onTemplates={templates.open}
        onSent={answer.onSent}
      />
      {templates.body !== null && (
        <TemplatesDialog body={templates.body} onClose={() => templates.open(null)} />
      )}
      {doing.making !== null && (
        <ItemDialog
          {...props}
          source={{ body: doing.making.body ?? "", seq: doing.making.seq }}
          onClose={doing.stopMaking}
        />
      )}
      <Report
        conversationId={conversation.id}
        people={props.people}
        row={doing.reporting}
        onClose={doing.stopReporting}
      />
      <DeletionOfOthers people={props.people} asking={doing.asking} onAnswer={doing.answer} />
    </section>
  );
}

interface ReportProps {
  readonly conversationId: string;
  readonly people: ReadonlyMap<string, Person>;
  readonly row: Row | null;
  readonly onClose: () => void;
}

/** Reports a message of another user. */
function Report({ conversationId, people, row, onClose }: ReportProps) {
  if (row === null || row.seq === null) return null;
  const about = { kind: "message", conversationId, seq: row.seq } as const;
  return <ReportDialog about={about} person={people.get(row.senderId)} onClose={onClose} />;
}

interface DeletionOfOthersProps {
  readonly people: ReadonlyMap<string, Person>;
  readonly asking: Row | null;
  readonly onAnswer: (reason: string | null) => void;
}

/** Asks an ADMIN for the reason to delete a message of another user. */
function DeletionOfOthers({ people, asking, onAnswer }: DeletionOfOthersProps) {
  const labels = useLabels();
  if (asking === null) return null;
  const name = people.get(asking.senderId)?.name ?? labels.formerMember;
  return <DeleteMessageDialog name={name} onAnswer={onAnswer} />;
}

const NO_PEOPLE: readonly Person[] = [];
const NO_ROWS: readonly Row[] = [];

/** Users whom a message can mention: in a group, all other members who are not blocked. */
function useMentionable(
  { conversation, members, userId }: OpenChatProps,
  blockedIds: ReadonlySet<string>,
) {
  const isGroup = conversation.with.kind === "group";
  return useMemo(() => {
    if (!isGroup) return NO_PEOPLE;
    const people = members.map(({ person }) => person);
    return people.filter(({ id }) => id !== userId && !blockedIds.has(id));
  }, [isGroup, members, userId, blockedIds]);
}

/** The names of users who are typing, as far as they are known: only members type. */
function useTypists(conversationId: string, people: ReadonlyMap<string, Person>) {
  return useTyping(conversationId).flatMap((id) => people.get(id)?.name ?? []);
}
