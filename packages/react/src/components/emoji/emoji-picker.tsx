import { canonicalEmoji } from "@parley/contract/emoji";
import { type EmojiDataResolver, EmojiPicker as Picker } from "frimousse";
import { useCallback, useEffect, useRef, useState } from "react";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useFormat } from "../../provider/wording-context.ts";
import { isTouchOnly } from "../composer/composer-keys.ts";
import { stopComposing } from "../composition.ts";
import { languageOf, loadEmojis } from "./emoji-data.ts";

export interface EmojiPickerProps {
  /** The folder with the data of `emojibase-data`. */
  readonly dataUrl: string;
  readonly onChoose: (emoji: string) => void;
}

/** The address of the data, and whether it failed to load. */
function useData() {
  const [hasFailed, setFailed] = useState(false);
  const resolve = useCallback<EmojiDataResolver>(async (wanted, options) => {
    try {
      return await loadEmojis(wanted, options);
    } catch (error) {
      if (options.signal?.aborted !== true) setFailed(true);
      throw error;
    }
  }, []);
  return { hasFailed, resolve };
}

/** All emoji, with a search field. Its code and data are loaded when it first opens. */
export function EmojiPicker({ dataUrl, onChoose }: EmojiPickerProps) {
  const labels = useAllLabels();
  const { locale } = useFormat();
  const { hasFailed, resolve } = useData();
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const { current: field } = search;
    // On touch screens the field would open a keyboard that covers the emoji.
    const first = isTouchOnly() ? field?.closest("[role=dialog]")?.querySelector("button") : field;
    first?.focus({ preventScroll: true });
  }, []);
  if (hasFailed) {
    return (
      <p className="parley-picker__note" role="alert">
        {labels.loadFailed}
      </p>
    );
  }
  return (
    <Picker.Root
      className="parley-picker"
      locale={languageOf(locale)}
      columns={8}
      emojibaseUrl={dataUrl.replace(/\/$/, "")}
      resolveEmojiData={resolve}
      onKeyDownCapture={stopComposing}
      onEmojiSelect={({ emoji }) => onChoose(canonicalEmoji(emoji))}
    >
      <Picker.Search
        ref={search}
        className="parley-field"
        aria-label={labels.searchEmoji}
        placeholder={labels.searchEmoji}
      />
      <Picker.Viewport className="parley-picker__view">
        <Picker.Loading className="parley-picker__note">{labels.loading}</Picker.Loading>
        <Picker.Empty className="parley-picker__note">{labels.noEmojiFound}</Picker.Empty>
        <Picker.List
          className="parley-picker__list"
          aria-label={labels.moreEmoji}
          components={{ CategoryHeader, Row, Emoji }}
        />
      </Picker.Viewport>
    </Picker.Root>
  );
}

/** The parts of the library's list: it sets their accessible names and positions. */
type Parts = NonNullable<Parameters<typeof Picker.List>[0]["components"]>;

const CategoryHeader: NonNullable<Parts["CategoryHeader"]> = ({ category, ...rest }) => (
  <div {...rest} className="parley-picker__head">
    {category.label}
  </div>
);

// The library counts rows and columns from 0, and ARIA from 1. https://www.w3.org/TR/wai-aria-1.2/#aria-rowindex
// It finds the row of the active emoji by that number, except for the first.
const Row: NonNullable<Parts["Row"]> = ({ "aria-rowindex": index, ...rest }) => (
  <div {...rest} aria-rowindex={index === 0 ? undefined : index} className="parley-picker__row" />
);
const Emoji: NonNullable<Parts["Emoji"]> = ({ emoji, ...rest }) => (
  <button
    type="button"
    {...rest}
    aria-colindex={(rest["aria-colindex"] ?? 0) + 1}
    className="parley-emoji"
    title={emoji.label}
  >
    {emoji.emoji}
  </button>
);
