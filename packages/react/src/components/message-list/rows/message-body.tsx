import type { SourcePart } from "@parley/contract/inline-marks";
import { findLinks } from "@parley/contract/links";
import { type ClipboardEvent, memo, useMemo } from "react";
import { useOptions } from "../../../provider/options-context.ts";
import { useLabels } from "../../../provider/wording-context.ts";
import { isEmojiOnly } from "../../../text/emoji-only.ts";
import { findMentions, type Named } from "../../../text/mentions.ts";
import { withLineBreaks } from "../../../text/lines.ts";
import { foldedLength } from "../../../text/shorten.ts";
import { Part } from "../../source-part.tsx";
import { useFormatting } from "../../use-formatting.ts";
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

/** Links first: mentions are not searched inside addresses. */
function partsOf(text: string, mentioned: readonly Named[]): readonly SourcePart[] {
  const links = findLinks(text);
  if (mentioned.length === 0) return links;
  const parts = (loose?: ReadonlySet<string>) =>
    links.flatMap((part): readonly SourcePart[] =>
      part.kind === "text" ? findMentions(part.text, mentioned, { loose }) : [part],
    );
  const found = parts();
  const named = new Set(found.map((part) => (part.kind === "mention" ? part.id : null)));
  // A name that nowhere ends at a word boundary is found inside longer words.
  const loose = mentioned.filter(({ id }) => !named.has(id)).map(({ id }) => id);
  return loose.length === 0 ? found : parts(new Set(loose));
}

/** The parts up to a length. A link that is cut there keeps its whole address. */
function firstOf(parts: readonly SourcePart[], length: number): readonly SourcePart[] {
  let left = length;
  return parts.flatMap((part) => {
    const text = part.text.slice(0, Math.max(0, left));
    left -= part.text.length;
    return text === "" ? [] : [{ ...part, text }];
  });
}

interface TextProps {
  readonly body: string;
  readonly parts: readonly SourcePart[];
  /** How much of it is shown; all of it if null. */
  readonly length: number | null;
  readonly userId: string;
  readonly meta: string | undefined;
}

function Text({ body, parts, length, userId, meta }: TextProps) {
  const { formatting } = useOptions();
  const code = useFormatting(formatting === "shown" ? body : "");
  const rest = length !== null && (
    <span className="parley-bubble__rest" data-rest={body.slice(length)} />
  );
  if (code !== null)
    return (
      <code.FormattedText parts={parts} length={length} userId={userId} meta={meta}>
        {rest}
      </code.FormattedText>
    );
  return (
    <span className="parley-bubble__text" data-emoji={isEmojiOnly(body)} data-meta={meta}>
      {(length === null ? parts : firstOf(parts, length)).map((part, index) => (
        // The parts of a text never change their order.
        // oxlint-disable-next-line react/no-array-index-key
        <Part key={index} part={part} userId={userId} />
      ))}
      {rest}
    </span>
  );
}

const room = (meta: string | undefined) => (meta === "" ? undefined : meta);

/** The text of a message in its own direction, with safe links and its formatting. */
function Body({ mentioned, userId, isUnfolded, onUnfold, meta, ...message }: BodyProps) {
  const labels = useLabels();
  const tabIndex = useTabIndex();
  const body = message.body === null ? null : withLineBreaks(message.body);
  const length = useMemo(() => foldedLength(body ?? ""), [body]);
  const isFolded = body !== null && !isUnfolded && length < body.length;
  const whole = useMemo(() => partsOf(body ?? "", mentioned), [body, mentioned]);
  if (body === null) {
    return (
      <span className="parley-bubble__text parley-bubble__text--deleted" data-meta={room(meta)}>
        {labels.deletedMessage}
      </span>
    );
  }
  return (
    <>
      <Text
        body={body}
        parts={whole}
        length={isFolded ? length : null}
        userId={userId}
        // Next to the button there is room.
        meta={room(length < body.length ? "" : meta)}
      />
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
