import { type ClipboardEvent, memo, useMemo } from "react";
import { useLabels } from "../../../provider/wording-context.ts";
import { isEmojiOnly } from "../../../text/emoji-only.ts";
import { findLinks, type TextPart } from "../../../text/links.ts";
import { findMentions, type MentionPart, type Named } from "../../../text/mentions.ts";
import { withLineBreaks } from "../../../text/lines.ts";
import { foldedLength } from "../../../text/shorten.ts";
import { useTabIndex } from "../actions/message-tab-index.ts";

interface BodyProps {
  readonly body: string | null;
  /** Mentioned users. */
  readonly mentioned: readonly Named[];
  /** The signed-in user, whose own mention is highlighted. */
  readonly userId: string;
  readonly isUnfolded: boolean;
  /** What stands at the end of the last line, for which the line keeps room. */
  readonly meta?: string | undefined;
  readonly onUnfold: (isUnfolded: boolean) => void;
}

/** Links to the page's own origin open in place, all others in a new tab. */
const targetOf = (href: string) =>
  typeof location !== "undefined" && new URL(href).origin === location.origin
    ? undefined
    : "_blank";

type BodyPart = TextPart | MentionPart;

/** Links first: mentions are not searched inside addresses. */
function partsOf(text: string, mentioned: readonly Named[]): readonly BodyPart[] {
  const links = findLinks(text);
  if (mentioned.length === 0) return links;
  const parts = (loose?: ReadonlySet<string>) =>
    links.flatMap((part): readonly BodyPart[] =>
      part.kind === "text" ? findMentions(part.text, mentioned, { loose }) : [part],
    );
  const found = parts();
  const named = new Set(found.map((part) => (part.kind === "mention" ? part.id : null)));
  // A name that nowhere ends at a word boundary is found inside longer words.
  const loose = mentioned.filter(({ id }) => !named.has(id)).map(({ id }) => id);
  return loose.length === 0 ? found : parts(new Set(loose));
}

/** The parts up to a length. A link that is cut there keeps its whole address. */
function firstOf(parts: readonly BodyPart[], length: number): readonly BodyPart[] {
  let left = length;
  return parts.flatMap((part) => {
    const text = part.text.slice(0, Math.max(0, left));
    left -= part.text.length;
    return text === "" ? [] : [{ ...part, text }];
  });
}

function Part({ part, userId }: { part: BodyPart; userId: string }) {
  const tabIndex = useTabIndex();
  if (part.kind === "text") return part.text;
  if (part.kind === "mention") {
    return (
      <bdi className="parley-mention" data-me={part.id === userId}>
        {part.text}
      </bdi>
    );
  }
  return (
    <a
      className="parley-link"
      href={part.href}
      target={targetOf(part.href)}
      rel="noopener noreferrer nofollow ugc"
      tabIndex={tabIndex}
    >
      {part.text}
    </a>
  );
}

const room = (meta: string | undefined) => (meta === "" ? undefined : meta);

/** The text of a message: plain text in its own direction, with safe links. */
function Body({ mentioned, userId, isUnfolded, onUnfold, meta, ...message }: BodyProps) {
  const labels = useLabels();
  const tabIndex = useTabIndex();
  const body = message.body === null ? null : withLineBreaks(message.body);
  const length = useMemo(() => foldedLength(body ?? ""), [body]);
  const isFolded = body !== null && !isUnfolded && length < body.length;
  const whole = useMemo(() => partsOf(body ?? "", mentioned), [body, mentioned]);
  const parts = isFolded ? firstOf(whole, length) : whole;
  if (body === null) {
    return (
      <span className="parley-bubble__text parley-bubble__text--deleted" data-meta={room(meta)}>
        {labels.deletedMessage}
      </span>
    );
  }
  return (
    <>
      <span
        className="parley-bubble__text"
        data-emoji={isEmojiOnly(body)}
        // Next to the button there is room.
        data-meta={room(length < body.length ? "" : meta)}
      >
        {parts.map((part, index) => (
          // The parts of a text never change their order.
          // oxlint-disable-next-line react/no-array-index-key
          <Part key={index} part={part} userId={userId} />
        ))}
        {isFolded && <span className="parley-bubble__rest" data-rest={body.slice(length)} />}
      </span>
      {length < body.length && (
        <button
          type="button"
          className="parley-status__button parley-bubble__unfold"
          aria-expanded={!isFolded}
          tabIndex={tabIndex}
          onClick={() => onUnfold(isFolded)}
        >
          {isFolded ? labels.showMoreText : labels.showLessText}
        </button>
      )}
    </>
  );
}

export const MessageBody = memo(Body);

/**
 * Unfolds texts while the browser copies the selection: it copies what is rendered, after this event. They are folded again before
 * the next paint, so nothing moves on the screen.
 */
export function unfoldForCopy({ currentTarget: log }: ClipboardEvent<HTMLElement>): void {
  const { scrollTop } = log;
  const folded = log.querySelectorAll<HTMLElement>("[data-rest]");
  if (folded.length === 0) return;
  for (const element of folded) element.textContent = element.dataset["rest"] ?? "";
  requestAnimationFrame(() => {
    for (const element of folded) element.textContent = "";
    log.scrollTop = scrollTop;
  });
}
