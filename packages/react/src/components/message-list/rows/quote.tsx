import { useStop } from "../actions/message-stops.ts";

interface QuoteProps {
  /** Who has written it; `null` where that is not to be shown. */
  readonly name: string | null;
  /** The beginning of the text, or what is to be said instead. */
  readonly text: string;
  /** It is no longer what was said. */
  readonly isGone: boolean;
  readonly onJump: () => void;
}

/** The message that another one answers, above it. A press leads there. */
export function Quote({ name, text, isGone, onJump }: QuoteProps) {
  return (
    <button
      type="button"
      className="parley-quote"
      data-gone={isGone}
      tabIndex={useStop()}
      onClick={onJump}
    >
      {name !== null && <bdi className="parley-quote__name">{name}</bdi>}
      <span className="parley-quote__text" dir="auto">
        {text}
      </span>
    </button>
  );
}
