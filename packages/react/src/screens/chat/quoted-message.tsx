import type { Message } from "@parley/contract/messages";
import type { Person } from "@parley/contract/people";
import { Answering } from "../../components/chat/answering.tsx";
import { Quote } from "../../components/message-list/rows/quote.tsx";
import { useQuotedMessage } from "../../hooks/use-quoted-message.ts";
import type { FirstLabels } from "../../labels.ts";
import { type Loadable, valueOf } from "../../loadable.ts";
import { useLabels } from "../../provider/wording-context.ts";

/** A quote is cut by the stylesheet; the page need not carry all of it. */
const SHOWN = 240;

const lineOf = (body: string) => body.slice(0, SHOWN).replaceAll(/\s+/gu, " ");

interface QuotedProps {
  readonly conversationId: string;
  readonly seq: number;
  readonly userId: string;
  readonly people: ReadonlyMap<string, Person>;
  /** What these have written is not shown. */
  readonly blockedIds: ReadonlySet<string>;
}

interface Quoted {
  /** `null` for oneself, or where it is not known. */
  readonly name: string | null;
  readonly text: string;
  readonly isOwn: boolean;
  readonly isGone: boolean;
}

function inWords(
  loadable: Loadable<Message | null>,
  props: QuotedProps,
  labels: FirstLabels,
): Quoted {
  const message = valueOf(loadable);
  const nothing = { name: null, isOwn: false, isGone: true };
  if (loadable.status === "loading") return { ...nothing, text: "…" };
  if (message === undefined || message === null) return { ...nothing, text: labels.quoteGone };
  const { senderId, body } = message;
  if (props.blockedIds.has(senderId)) return { ...nothing, text: labels.blockedMessage };
  const isOwn = senderId === props.userId;
  const name = props.people.get(senderId)?.name ?? labels.formerMember;
  const text = body === null ? labels.deletedMessage : lineOf(body);
  return { name, text, isOwn, isGone: body === null };
}

function useQuoted(props: QuotedProps): Quoted {
  const labels = useLabels();
  return inWords(useQuotedMessage(props.conversationId, props.seq), props, labels);
}

/** The message that another one answers, as it is now. */
export function QuotedMessage({ onJump, ...props }: QuotedProps & { onJump: () => void }) {
  const labels = useLabels();
  const { name, text, isOwn, isGone } = useQuoted(props);
  return <Quote name={isOwn ? labels.you : name} text={text} isGone={isGone} onJump={onJump} />;
}

/** What the composer's message answers. */
export function AnsweredMessage({ onCancel, ...props }: QuotedProps & { onCancel: () => void }) {
  const labels = useLabels();
  const { name, text, isOwn } = useQuoted(props);
  return (
    <Answering
      name={isOwn ? null : (name ?? labels.formerMember)}
      text={text}
      onCancel={onCancel}
    />
  );
}
