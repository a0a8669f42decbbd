import type { Message, Person } from "@parley/contract";
import { Answering } from "../../components/chat/answering.tsx";
import { Quote } from "../../components/message-list/rows/quote.tsx";
import { useQuotedMessage } from "../../hooks/messages/use-quoted-message.ts";
import type { FirstLabels } from "../../labels.ts";
import { type Loadable, valueOf } from "../../loadable.ts";
import { usePlainLine } from "../../components/use-formatting.ts";
import { useShownText } from "../../components/use-shown-text.ts";
import { useLabels } from "../../provider/wording-context.ts";

/** The stylesheet truncates a quote; the document holds no more than this. */
const SHOWN = 240;

interface QuotedProps {
  readonly conversationId: string;
  readonly seq: number;
  readonly userId: string;
  readonly people: ReadonlyMap<string, Person>;
  /** Users whose text is not shown. */
  readonly blockedIds: ReadonlySet<string>;
}

interface Quoted {
  /** `null` if it is not shown, or not known yet. */
  readonly name: string | null;
  readonly text: string;
  /** Of a message without a text. */
  readonly files?: Message["files"];
  readonly isOwn: boolean;
  readonly isGone: boolean;
}

const NOTHING = { name: null, isOwn: false, isGone: true };

function inWords(
  loadable: Loadable<Message | null>,
  props: QuotedProps,
  labels: FirstLabels,
): Quoted {
  const message = valueOf(loadable);
  if (loadable.status === "loading") return { ...NOTHING, text: "…" };
  if (message === undefined || message === null) return { ...NOTHING, text: labels.quoteGone };
  return wordsOf(message, props, labels);
}

/** The author and the text of a message, as far as the reader is shown them. */
function wordsOf(
  { senderId, body, files }: Message,
  props: Omit<QuotedProps, "seq">,
  labels: FirstLabels,
): Quoted {
  if (props.blockedIds.has(senderId)) return { ...NOTHING, text: labels.blockedMessage };
  const isOwn = senderId === props.userId;
  const author = isOwn ? labels.you : props.people.get(senderId)?.name;
  // Without the members, which are fetched apart, no user is known to be a former one.
  const name = author ?? (props.people.size === 0 ? null : labels.formerMember);
  const text = body ?? labels.deletedMessage;
  return { name, text, ...(body === "" && { files }), isOwn, isGone: body === null };
}

/** The author and the start of a message on one line, as far as the reader is shown them. */
export const useWords = (message: Message, props: Omit<QuotedProps, "seq">): Quoted =>
  useLine(wordsOf(message, props, useLabels()));

/** The same of the message at a place, fetched if needed. */
export function useQuoted(props: QuotedProps): Quoted {
  const labels = useLabels();
  return useLine(inWords(useQuotedMessage(props.conversationId, props.seq), props, labels));
}

function useLine(quoted: Quoted): Quoted {
  const line = usePlainLine(useShownText({ body: quoted.text, files: quoted.files }), SHOWN);
  return quoted.isGone ? quoted : { ...quoted, text: line };
}

/** The quoted message of a reply, in its current state. */
export function QuotedMessage({ onJump, ...props }: QuotedProps & { onJump: () => void }) {
  const { name, text, isGone } = useQuoted(props);
  return <Quote name={name} text={text} isGone={isGone} onJump={onJump} />;
}

/** The message to which the composer replies. */
export function AnsweredMessage({ onCancel, ...props }: QuotedProps & { onCancel: () => void }) {
  const { name, text, isOwn } = useQuoted(props);
  return <Answering name={name} isOwn={isOwn} text={text} onCancel={onCancel} />;
}
