import { type ChosenMention, type Outbox, type OutboxEntry, OutboxError } from "@parley/client";
import type { Conversation, Person, Writable } from "@parley/contract";
import { limits } from "@parley/contract/limits";
import { type ReactNode, type RefObject, useEffect } from "react";
import { useTypingSignal } from "../../hooks/messages/use-typing-signal.ts";
import { nameOfConversation } from "../../people.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useScreen } from "../../provider/use-screen.ts";
import { useLabels } from "../../provider/wording-context.ts";
import { Composer } from "../../components/composer/composer.tsx";
import { ProposeMeeting, SendLater, TemplateCompletion } from "../on-demand-parts.tsx";
import { useAttachments } from "./use-attachments.tsx";
import { useClosedReason } from "./use-closed-reason.tsx";
import { chosenWithin, mentionsIn, moveChosen, withChosen } from "../../text/mentions.ts";
import { isTouchOnly } from "../../components/composer/composer-keys.ts";

interface ChatComposerProps {
  readonly conversation: Conversation;
  readonly writable: Writable;
  /** The id of an element that describes the field. */
  readonly describedBy: string;
  readonly memberCount: number;
  /** Users whom a message can mention. */
  readonly mentionable: readonly Person[];
  readonly autoFocus: boolean;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  /** The `seq` of the message that is being replied to, and its display. */
  readonly replyToSeq: number | null;
  readonly above: ReactNode;
  readonly onCancelReply: () => void;
  readonly onEditLast: () => void;
  /** Opens the templates, to add one with a text if it is not empty. */
  readonly onTemplates: (body: string) => void;
  readonly onSent: () => void;
}

const NOBODY: readonly ChosenMention[] = [];

/** The composer of one conversation: its draft, its outbox, its typing signal. */
export function ChatComposer(props: ChatComposerProps) {
  const { conversation, memberCount, autoFocus, field, replyToSeq, onSent } = props;
  const { screen } = useMessaging();
  const draft = useScreen(({ drafts }) => drafts.get(conversation.id));
  const closed = useClosedReason(conversation, props.writable);
  const typing = useTypingSignal(conversation.id);
  const queueMessage = useQueueMessage(conversation.id);
  const attachments = useAttachments(conversation.id);
  const { mentionable } = props;
  /** The draft, and the users who were selected in it: two users may have the same name. */
  const written = () => {
    const { drafts, chosen } = screen.get();
    return {
      text: drafts.get(conversation.id) ?? "",
      chosen: chosen.get(conversation.id) ?? NOBODY,
    };
  };

  useEffect(() => {
    if (autoFocus && !isTouchOnly()) field.current?.focus({ preventScroll: true });
  }, [autoFocus, field]);

  const messageOf = (body: string) => {
    const { text, chosen } = written();
    const selected = chosenWithin(chosen, text, body);
    const mentions = mentionsIn(body, mentionable, selected).slice(0, limits.mentionsMax);
    return { body, replyToSeq: replyToSeq ?? undefined, mentions };
  };
  const isOfTwo = conversation.with.kind === "direct" && !conversation.with.person.kind;
  const composer = (
    <Composer
      name={nameOfConversation(conversation)}
      draft={draft}
      fieldRef={field}
      files={attachments.files}
      describedBy={props.describedBy}
      disabled={closed.notice}
      above={props.above}
      mentionable={mentionable}
      onMention={(person, at) => {
        screen.setChosen(conversation.id, withChosen(written().chosen, person, at));
      }}
      onEscape={props.onCancelReply}
      onEditLast={props.onEditLast}
      onDraftChange={(text) => {
        const { text: before, chosen } = written();
        screen.setDraft(conversation.id, text);
        screen.setChosen(conversation.id, moveChosen(chosen, before, text));
        if (memberCount <= limits.signalGroupMax) typing.typed(text);
      }}
      onSend={(body) => {
        const { chosen } = attachments;
        const files = chosen.length > 0 ? chosen : undefined;
        const queued = queueMessage({ ...messageOf(body), files });
        if (typeof queued === "string") return queued;
        attachments.claim(queued.id);
        onSent();
        return null;
      }}
      afterSlash={{ Completion: TemplateCompletion, onManage: () => props.onTemplates("") }}
      tools={isOfTwo && <ProposeMeeting conversation={conversation} />}
      renderNextToSend={(writing) => (
        <SendLater
          conversation={conversation}
          writing={writing}
          messageOf={(body) => {
            const files = attachments.chosen.map(({ id }) => id);
            return { ...messageOf(body), files: files.length > 0 ? files : undefined };
          }}
          onTemplate={props.onTemplates}
          onScheduled={() => {
            attachments.forget();
            props.onCancelReply();
          }}
        />
      )}
    />
  );
  return (
    <>
      {composer}
      {closed.dialog}
    </>
  );
}

/** Adds a message to the outbox; returns its entry, or why it was not accepted. */
function useQueueMessage(conversationId: string) {
  const { outbox } = useMessaging().client;
  const labels = useLabels();
  return (message: Omit<Parameters<Outbox["send"]>[0], "conversationId">): OutboxEntry | string => {
    try {
      return outbox.send({ conversationId, ...message });
    } catch (error) {
      const isFull = error instanceof OutboxError && error.reason === "outbox_full";
      return isFull ? labels.outboxFull : labels.reasons.invalid_input;
    }
  };
}
