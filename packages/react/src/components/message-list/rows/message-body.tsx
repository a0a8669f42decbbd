import { type ClipboardEvent, memo, useMemo } from "react";
import { useLabels } from "../../../provider/wording-context.ts";
import { isEmojiOnly } from "../../../text/emoji-only.ts";
import { findLinks, type TextPart } from "../../../text/links.ts";
import { findMentions, type MentionPart, type Named } from "../../../text/mentions.ts";
import { withLineBreaks } from "../../../text/lines.ts";
import { foldedLength } from "../../../text/shorten.ts";
import { useStop } from "../actions/message-stops.ts";

interface BodyProps {
  readonly body: string | null;
  /** Whom it mentions. */
  readonly mentioned: readonly Named[];
  /** The reader, whose own name stands out. */
  readonly userId: string;
  readonly isUnfolded: boolean;
  readonly onUnfold: (isUnfolded: boolean) => void;
}

/** Addresses of the page's own origin open in place, every other one in a new tab. */
const targetOf = (href: string) =>
  typeof location !== "undefined" && new URL(href).origin === location.origin
    ? undefined
    : "_blank";

type BodyPart = TextPart | MentionPart;

/** Links first: an address is not looked through for names. */
function partsOf(text: string, mentioned: readonly Named[]): readonly BodyPart[] {
  const links = findLinks(text);
  if (mentioned.length === 0) return links;
  const parts = (loose?: ReadonlySet<string>) =>
    links.flatMap((part): readonly BodyPart[] =>
      part.kind === "text" ? findMentions(part.text, mentioned, { loose }) : [part],
    );
  const found = parts();
  const named = new Set(found.map((part) => (part.kind === "mention" ? part.id : null)));
  // Whose name stands nowhere as a word is mentioned where it goes on as one.
  const loose = mentioned.filter(({ id }) => !named.has(id)).map(({ id }) => id);
  return loose.length === 0 ? found : parts(new Set(loose));
}

/** The parts of the beginning of a text. An address that is cut there still opens as a whole. */
function firstOf(parts: readonly BodyPart[], length: number): readonly BodyPart[] {
  let left = length;
  return parts.flatMap((part) => {
    const text = part.text.slice(0, Math.max(0, left));
    left -= part.text.length;
    return text === "" ? [] : [{ ...part, text }];
  });
}

function Part({ part, userId }: { part: BodyPart; userId: string }) {
  const stop = useStop();
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
      tabIndex={stop}
    >
      {part.text}
    </a>
  );
}

/** What a person wrote: plain text in its own direction, with safe links. */
function Body({ mentioned, userId, isUnfolded, onUnfold, ...message }: BodyProps) {
  const labels = useLabels();
  const stop = useStop();
  const body = message.body === null ? null : withLineBreaks(message.body);
  const length = useMemo(() => foldedLength(body ?? ""), [body]);
  const isFolded = body !== null && !isUnfolded && length < body.length;
  const whole = useMemo(() => partsOf(body ?? "", mentioned), [body, mentioned]);
  const parts = isFolded ? firstOf(whole, length) : whole;
  if (body === null) {
    return (
      <span className="parley-bubble__text parley-bubble__text--deleted">
        {labels.deletedMessage}
      </span>
    );
  }
  return (
    <>
      <span className="parley-bubble__text" data-emoji={isEmojiOnly(body)}>
        {parts.map((part, index) => (
          // The parts of one text never change places.
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
          tabIndex={stop}
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
 * Puts what is folded away into the page for the moment in which the browser takes what is selected: it copies what it shows, and
 * does so after this event. Before the next picture everything is as it was, so nothing is seen to move.
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
