import { outcomeOf } from "@parley/client";
import type { Conversation, MessageFile, ScheduledMessage } from "@parley/contract";
import { useState } from "react";
import { ClockIcon } from "../../components/menu-icons.tsx";
import { Dialog } from "../../components/overlay/dialog.tsx";
import { useShownText } from "../../components/use-shown-text.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useReasonWords } from "../../provider/use-reason-words.ts";
import { useFormat } from "../../provider/wording-context.ts";
import { localMoment } from "../../time/local-moment.ts";
import { type LaterChange, LaterDialog } from "./later-dialog.tsx";
import { useZones } from "./use-zones.ts";

export interface ScheduledProps {
  readonly conversation: Conversation;
  /** Those of this conversation. There is at least one. */
  readonly messages: readonly ScheduledMessage[];
  readonly focusComposer: () => void;
}

/** When a message is sent, also by the clocks of the zone in which that was chosen. */
function useTimeWords() {
  const labels = useAllLabels();
  const format = useFormat();
  return ({ sendAt, timeZone }: ScheduledMessage, own: string) => {
    const at = new Date(sendAt);
    const time = format.fullTime(at);
    if (localMoment(at, timeZone) === localMoment(at, own)) return labels.laterSentAt(time);
    const there = new Intl.DateTimeFormat(format.locale, {
      ...{ timeZone, weekday: "short", hour: "numeric", minute: "2-digit" },
    }).format(at);
    return labels.laterSentAtThere(time, there, timeZone.replaceAll("_", " "));
  };
}

/** The changes of one message; each returns why it failed, or null. */
function useChanges({ id, conversationId, body }: ScheduledMessage) {
  const { client, screen } = useMessaging();
  const { messages } = client.trpc;
  const labels = useAllLabels();
  const words = useReasonWords();
  // The events of a call show what it changed.
  const wordsOf = async (call: Promise<unknown>) => {
    const outcome = await outcomeOf(call);
    return outcome.ok ? null : words(outcome.reason);
  };
  return {
    sendNow: () => wordsOf(messages.sendScheduled.mutate({ messageId: id })),
    async change({ body: text, at }: LaterChange) {
      const outcome = await outcomeOf(
        messages.reschedule.mutate({
          messageId: id,
          at,
          ...(text !== undefined && { body: text }),
        }),
      );
      if (outcome.ok) return null;
      return outcome.reason === "invalid_input" ? labels.laterBadTime : words(outcome.reason);
    },
    /** The text comes back into the field: nothing that was written is lost. */
    async cancel() {
      const problem = await wordsOf(messages.unschedule.mutate({ messageId: id }));
      if (problem !== null) return problem;
      if (body === "") return null;
      const draft = screen.get().drafts.get(conversationId);
      screen.setDraft(conversationId, draft === undefined ? body : `${draft}\n\n${body}`);
      return null;
    },
  };
}

/** Files in words. */
function Files({ files }: { readonly files: readonly MessageFile[] }) {
  const words = useShownText({ body: "", files });
  return (
    <p className="parley-later-item__text" dir="auto">
      {words}
    </p>
  );
}

interface ItemProps {
  readonly message: ScheduledMessage;
  readonly conversation: Conversation;
  readonly onCancelled: () => void;
}

function Item({ message, conversation, onCancelled }: ItemProps) {
  const labels = useAllLabels();
  const words = useReasonWords();
  const timeWords = useTimeWords();
  const zones = useZones(conversation);
  const { sendNow, change, cancel } = useChanges(message);
  const [problem, setProblem] = useState<string | null>(null);
  const [isEditing, setIsEditing] = useState(false);
  const { state, reason, body, files, sendAt, timeZone } = message;
  const isReturned = state === "returned";
  const local = localMoment(new Date(sendAt), timeZone);
  return (
    <li className="parley-later-item">
      {body !== "" && (
        <p className="parley-later-item__text" dir="auto">
          {body}
        </p>
      )}
      {files && <Files files={files} />}
      <p className="parley-later-item__time" data-problem={isReturned}>
        {isReturned
          ? labels.laterReturned(words(reason ?? undefined))
          : timeWords(message, zones.own)}
      </p>
      {files && <p className="parley-later-item__time">{labels.laterCancelFiles}</p>}
      <div className="parley-later-item__actions">
        <button
          type="button"
          className="parley-button"
          onClick={() => void sendNow().then(setProblem)}
        >
          {labels.sendNow}
        </button>
        <button type="button" className="parley-button" onClick={() => setIsEditing(true)}>
          {labels.edit}
        </button>
        <button
          type="button"
          className="parley-button"
          onClick={() =>
            void cancel().then((failed) => (failed === null ? onCancelled() : setProblem(failed)))
          }
        >
          {labels.laterCancel}
        </button>
      </div>
      <div role="alert">
        {problem !== null && <p className="parley-form__problem">{problem}</p>}
      </div>
      {isEditing && (
        <LaterDialog
          title={labels.editMessage}
          confirm={labels.save}
          body={body}
          mayBeEmpty={files !== undefined}
          at={{ local, timeZone }}
          zones={zones}
          onSave={change}
          onClose={() => setIsEditing(false)}
        />
      )}
    </li>
  );
}

/** The user's messages in a conversation that are to be sent later: how many, and a list to change them. */
export function Scheduled({ conversation, messages, focusComposer }: ScheduledProps) {
  const labels = useAllLabels();
  const format = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  const returned = messages.filter(({ state }) => state === "returned").length;
  const waiting = messages.length - returned;
  const close = () => {
    setIsOpen(false);
    focusComposer();
  };
  return (
    <div className="parley-later" role="status">
      <button
        type="button"
        className="parley-later__button"
        data-problem={returned > 0}
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        <ClockIcon />
        <span>
          {[
            ...(returned > 0 ? [labels.laterNotSent(format.number(returned), returned)] : []),
            ...(waiting > 0 ? [labels.laterCount(format.number(waiting), waiting)] : []),
          ].join(" · ")}
        </span>
      </button>
      {isOpen && (
        <Dialog title={labels.laterTitle} onClose={() => setIsOpen(false)}>
          <ul className="parley-later-list" aria-label={labels.laterTitle}>
            {messages.map((message) => (
              <Item
                key={message.id}
                message={message}
                conversation={conversation}
                onCancelled={close}
              />
            ))}
          </ul>
        </Dialog>
      )}
    </div>
  );
}
