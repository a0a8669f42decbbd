import { type ClipboardEvent, memo, useMemo } from "react";
import { useLabels } from "../../../provider/wording-context.ts";
import { isEmojiOnly } from "../../../text/emoji-only.ts";
import type { Named } from "../../../text/mentions.ts";
import { withLineBreaks } from "../../../text/lines.ts";
import { foldedLength } from "../../../text/shorten.ts";
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

interface TextProps {
  readonly body: string;
  readonly mentioned: readonly Named[];
  /** How much of it is shown; all of it if null. */
  readonly length: number | null;
  readonly userId: string;
  readonly meta: string | undefined;
}

/** Until the code for links, mentions and formatting is loaded, a text is shown as it was typed. */
function Text({ body, length, meta, ...props }: TextProps) {
  const code = useFormatting(body);
  const rest = length !== null && (
    <span className="parley-bubble__rest" data-rest={body.slice(length)} />
  );
  if (code !== null)
    return (
      <code.FormattedText body={body} length={length} meta={meta} {...props}>
        {rest}
      </code.FormattedText>
    );
  return (
    <span className="parley-bubble__text" data-emoji={isEmojiOnly(body)} data-meta={meta}>
      {body.slice(0, length ?? body.length)}
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
        mentioned={mentioned}
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
