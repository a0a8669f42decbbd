import { useTabIndex } from "../actions/message-tab-index.ts";

interface QuoteProps {
  /** The author; `null` if not shown. */
  readonly name: string | null;
  /** The start of the text, or a replacement for it. */
  readonly text: string;
  /** The quoted message was deleted or is hidden. */
  readonly isGone: boolean;
  readonly onJump: () => void;
}

/** The quoted message above a reply. A press scrolls to it. */
export function Quote({ name, text, isGone, onJump }: QuoteProps) {
  return (
    <button
      type="button"
      className="parley-quote"
      data-gone={isGone}
      tabIndex={useTabIndex()}
      onClick={onJump}
    >
      {name !== null && <bdi className="parley-quote__name">{name}</bdi>}
      <span className="parley-quote__text" dir="auto">
        {text}
      </span>
    </button>
  );
}
