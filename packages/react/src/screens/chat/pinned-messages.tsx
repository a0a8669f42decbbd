import type { Message, Pin } from "@parley/contract";
import { useEffect, useRef, useState } from "react";
import { CloseIcon, PinIcon } from "../../components/action-icons.tsx";
import { Failure } from "../../components/feedback/notice.tsx";
import { RowSkeletons } from "../../components/feedback/skeletons.tsx";
import { IconButton } from "../../components/icon-button.tsx";
import { Popover } from "../../components/overlay/popover.tsx";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useRequest } from "../../provider/use-screen.ts";
import { useFormat } from "../../provider/wording-context.ts";
import { useQuoted, useWords } from "./quoted-message.tsx";
import type { QuoteSource } from "./use-quote-source.ts";

export interface PinnedMessagesProps extends QuoteSource {
  /** At least one, the newest first. */
  readonly pins: readonly [Pin, ...Pin[]];
  readonly canWrite: boolean;
  readonly onJump: (seq: number) => void;
}

/** SPEC PIN-5: the newest pinned message, above the log, and a list of all. */
export function PinnedMessages(props: PinnedMessagesProps) {
  const { pins, onJump, ...source } = props;
  const [newest] = pins;
  const labels = useAllLabels();
  const format = useFormat();
  const [trigger, setTrigger] = useState<HTMLElement | null>(null);
  const { name, text } = useQuoted({ ...source, seq: newest.seq });
  return (
    <section className="parley-pins" aria-label={labels.pinnedMessages}>
      <button type="button" className="parley-pins__newest" onClick={() => onJump(newest.seq)}>
        <PinIcon />
        <span className="parley-pins__text">
          {name !== null && <bdi className="parley-pins__name">{name}</bdi>}
          <span className="parley-pins__line" dir="auto">
            {text}
          </span>
        </span>
      </button>
      <button
        type="button"
        className="parley-pins__all"
        aria-haspopup="dialog"
        aria-expanded={trigger !== null}
        aria-label={labels.showPinned(format.number(pins.length), pins.length)}
        title={labels.showPinned(format.number(pins.length), pins.length)}
        onClick={({ currentTarget }) => setTrigger((now) => (now === null ? currentTarget : null))}
      >
        {format.number(pins.length)}
      </button>
      {trigger !== null && (
        <PinnedList {...props} trigger={trigger} onClose={() => setTrigger(null)} />
      )}
    </section>
  );
}

interface PinnedListProps extends PinnedMessagesProps {
  readonly trigger: HTMLElement;
  readonly onClose: () => void;
}

function PinnedList({ trigger, onClose, ...props }: PinnedListProps) {
  const { conversationId, onJump, pins } = props;
  const labels = useAllLabels();
  const { items } = useRequest({ request: "pinned", conversationId });
  const list = useRef<HTMLUListElement>(null);
  const isReady = items.status === "ready";
  // The popover focuses its first button when it opens, and none is there before the messages are.
  useEffect(() => {
    if (isReady) list.current?.querySelector("button")?.focus({ preventScroll: true });
  }, [isReady]);
  const isPinned = ({ seq }: Message) => pins.some((pin) => pin.seq === seq);
  const shown = isReady ? items.value.filter(isPinned) : [];
  return (
    <Popover
      label={labels.pinnedMessages}
      trigger={trigger}
      anchor={trigger}
      onClose={onClose}
      sizeKey={`${items.status} ${shown.length}`}
    >
      {items.status === "loading" && <RowSkeletons />}
      {items.status === "failed" && <Failure reason={items.reason} onRetry={items.retry} />}
      <ul ref={list} className="parley-pins__list">
        {shown.map((message) => (
          <PinnedItem
            key={message.seq}
            {...props}
            message={message}
            onOpen={() => {
              onClose();
              onJump(message.seq);
            }}
          />
        ))}
      </ul>
    </Popover>
  );
}

interface PinnedItemProps extends PinnedMessagesProps {
  readonly message: Message;
  readonly onOpen: () => void;
}

function PinnedItem({ message, onOpen, pins, canWrite, ...source }: PinnedItemProps) {
  const { conversationId, userId, people } = source;
  const { screen } = useMessaging();
  const labels = useAllLabels();
  const { seq } = message;
  const { name, text } = useWords(message, source);
  const byId = pins.find((pin) => pin.seq === seq)?.userId;
  const by = people.get(byId ?? "")?.name ?? labels.formerMember;
  return (
    <li className="parley-pins__item">
      <button type="button" className="parley-pins__open" onClick={onOpen}>
        {name !== null && <bdi className="parley-pins__name">{name}</bdi>}
        <span className="parley-pins__line" dir="auto">
          {text}
        </span>
        <span className="parley-pins__by">
          {byId === userId ? labels.pinnedByYou : labels.pinnedBy(by)}
        </span>
      </button>
      {canWrite && (
        <IconButton
          label={labels.unpin}
          onPress={() => screen.keep({ type: "pin", conversationId, seq, on: false })}
        >
          <CloseIcon />
        </IconButton>
      )}
    </li>
  );
}
