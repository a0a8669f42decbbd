import { type RefObject, useEffect, useMemo, useState } from "react";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useFormat } from "../../provider/wording-context.ts";
import { Completion, type CompletionProps, type Query } from "../composer/completion.tsx";
import { applyEdit } from "../composer/composer-tools.tsx";
import { keepRecent, readEmojiChoices, TONES } from "./emoji-choices.ts";
import { findEmoji, loadEmoji, type NamedEmoji } from "./named-emoji.ts";

export interface EmojiCompletionProps extends Pick<
  CompletionProps<NamedEmoji>,
  "id" | "keys" | "onActive"
> {
  readonly query: Query;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly dataUrl: string;
}

const SHOWN_MAX = 7;
const NONE: readonly NamedEmoji[] = [];

/** The emoji whose name begins with what was typed after a colon. Without data there are none. */
export function EmojiCompletion({ query, field, dataUrl, ...props }: EmojiCompletionProps) {
  const labels = useAllLabels();
  const { locale } = useFormat();
  const [all, setAll] = useState(NONE);
  useEffect(() => {
    let isOver = false;
    loadEmoji(dataUrl, locale).then(
      (found) => {
        if (!isOver) setAll(found);
      },
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [dataUrl, locale]);
  const [tone] = useState(() => TONES.indexOf(readEmojiChoices().tone));
  const toned = ({ emoji, skins }: NamedEmoji) => skins[tone - 1] ?? emoji;
  const choose = (chosen: NamedEmoji) => {
    if (field.current === null) return;
    const emoji = toned(chosen);
    const start = query.at;
    const end = start + 1 + query.typed.length;
    applyEdit(field.current, {
      start,
      end,
      insert: emoji,
      select: [start + emoji.length, start + emoji.length],
    });
    keepRecent(emoji);
  };
  // A second colon ends the name: only the emoji of that name is offered.
  const isWhole = query.typed.endsWith(":");
  const name = isWhole ? query.typed.slice(0, -1) : query.typed;
  const items = useMemo(() => {
    const found = findEmoji(all, name, SHOWN_MAX);
    return isWhole ? found.filter(({ codes }) => codes.includes(name.toLowerCase())) : found;
  }, [all, name, isWhole]);
  return (
    <Completion
      {...props}
      label={labels.emoji}
      query={query}
      items={items}
      keyOf={({ emoji }) => emoji}
      onChoose={choose}
    >
      {(item) => (
        <>
          <span className="parley-option__emoji" aria-hidden="true">
            {toned(item)}
          </span>
          <span className="parley-option__name">{item.label}</span>
          {item.codes[0] !== undefined && (
            <span className="parley-option__code" aria-hidden="true" dir="ltr">
              :{item.codes[0]}:
            </span>
          )}
        </>
      )}
    </Completion>
  );
}
