import { canonicalEmoji } from "@parley/contract/emoji";
import {
  type EmojiData,
  type EmojiDataResolver,
  EmojiPicker as Picker,
  type SkinTone,
} from "frimousse";
import { type UIEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useFormat } from "../../provider/wording-context.ts";
import { isTouchOnly } from "../composer/composer-keys.ts";
import { stopComposing } from "../composition.ts";
import { keepRecent, keepTone, readEmojiChoices, TONES } from "./emoji-choices.ts";
import { loadEmojis } from "./emoji-data.ts";
import { languageOf } from "./emoji-language.ts";

export interface EmojiPickerProps {
  /** The folder with the data of `emojibase-data`. */
  readonly dataUrl: string;
  readonly onChoose: (emoji: string) => void;
}

const COLUMNS = 8;
/** An emoji for each category of the data, by its number. */
const ICONS: Readonly<Record<number, string>> = {
  0: "😀",
  1: "👋",
  3: "🐻",
  4: "🍎",
  5: "✈️",
  6: "⚽",
  7: "💡",
  8: "❤️",
  9: "🏁",
};
const HANDS = ["✋", "✋🏻", "✋🏼", "✋🏽", "✋🏾", "✋🏿"] as const;

/** The data once it is loaded, and whether that failed. */
function useData() {
  const [data, setData] = useState<EmojiData | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const resolve = useCallback<EmojiDataResolver>(async (wanted, options) => {
    try {
      const found = await loadEmojis(wanted, options);
      setData(found);
      return found;
    } catch (error) {
      if (options.signal?.aborted !== true) setFailed(true);
      throw error;
    }
  }, []);
  return { data, hasFailed, resolve };
}

interface Category {
  readonly index: number;
  readonly label: string;
  /** Rows of emoji in the categories before it. */
  readonly rowsBefore: number;
}

/** The categories that have emoji, in the order of the list. */
function categoriesOf({ categories, emojis }: EmojiData): readonly Category[] {
  let rowsBefore = 0;
  return categories.flatMap(({ index, label }) => {
    const count = emojis.filter(({ category }) => category === index).length;
    if (count === 0) return [];
    const found = { index, label, rowsBefore };
    rowsBefore += Math.ceil(count / COLUMNS);
    return [found];
  });
}

/** Where each category begins in the list, in pixels. Only the rows in view are in the document. */
function topsOf(view: Element, categories: readonly Category[]): readonly number[] {
  const style = getComputedStyle(view);
  const size = (name: string) => Number.parseFloat(style.getPropertyValue(name)) || 0;
  const head = size("--frimousse-category-header-height");
  const row = size("--frimousse-row-height");
  return categories.map(({ rowsBefore }, at) => at * head + rowsBefore * row);
}

interface ToolsProps {
  readonly data: EmojiData | null;
  readonly tone: SkinTone;
  readonly onTone: (tone: SkinTone) => void;
}

/** The skin tone of hands and people: a button that shows the choice. */
function Tones({ data, tone, onTone }: ToolsProps) {
  const labels = useAllLabels();
  const [isOpen, setOpen] = useState(false);
  const nameOf = (of: SkinTone) =>
    of === "none" ? labels.defaultSkinTone : (data?.skinTones[of] ?? of);
  const hand = HANDS[TONES.indexOf(tone)] ?? HANDS[0];
  if (!isOpen) {
    return (
      <button
        type="button"
        className="parley-emoji"
        aria-label={`${labels.skinTone}: ${nameOf(tone)}`}
        title={labels.skinTone}
        aria-expanded={false}
        onClick={() => setOpen(true)}
      >
        {hand}
      </button>
    );
  }
  return (
    <div className="parley-picker__tones" role="group" aria-label={labels.skinTone}>
      {TONES.map((each, at) => (
        <button
          key={each}
          type="button"
          className="parley-emoji"
          aria-label={nameOf(each)}
          title={nameOf(each)}
          aria-pressed={each === tone}
          ref={(button) => {
            if (each === tone) button?.focus({ preventScroll: true });
          }}
          onClick={() => {
            onTone(each);
            setOpen(false);
          }}
        >
          {HANDS[at]}
        </button>
      ))}
    </div>
  );
}

interface CategoriesProps {
  readonly categories: readonly Category[];
  readonly current: number;
  readonly onGo: (at: number) => void;
}

function Categories({ categories, current, onGo }: CategoriesProps) {
  const labels = useAllLabels();
  return (
    <div className="parley-picker__categories" role="group" aria-label={labels.emojiCategories}>
      {categories.map(({ index, label }, at) => (
        <button
          key={index}
          type="button"
          className="parley-emoji parley-emoji--category"
          aria-label={label}
          title={label}
          aria-current={at === current}
          onClick={() => onGo(at)}
        >
          {ICONS[index] ?? "•"}
        </button>
      ))}
    </div>
  );
}

function Recent({
  emoji,
  onChoose,
}: {
  emoji: readonly string[];
  onChoose: (emoji: string) => void;
}) {
  const labels = useAllLabels();
  if (emoji.length === 0) return null;
  return (
    <div className="parley-quick" role="group" aria-label={labels.recentEmoji}>
      {emoji.map((each) => (
        <button key={each} type="button" className="parley-emoji" onClick={() => onChoose(each)}>
          {each}
        </button>
      ))}
    </div>
  );
}

/** Puts the focus into the search field. On touch screens it would open a keyboard that covers the emoji. */
function useFirstFocus() {
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const { current: field } = search;
    const first = isTouchOnly() ? field?.closest("[role=dialog]")?.querySelector("button") : field;
    first?.focus({ preventScroll: true });
  }, []);
  return search;
}

/** All emoji by category, with a search field, the recent ones and the skin tone. Its code and data are loaded when it first opens. */
export function EmojiPicker({ dataUrl, onChoose }: EmojiPickerProps) {
  const labels = useAllLabels();
  const { locale } = useFormat();
  const { data, hasFailed, resolve } = useData();
  const search = useFirstFocus();
  const view = useRef<HTMLDivElement>(null);
  const [choices] = useState(readEmojiChoices);
  const [tone, setTone] = useState(choices.tone);
  const [wanted, setWanted] = useState("");
  const [current, setCurrent] = useState(0);
  const categories = useMemo(() => (data === null ? [] : categoriesOf(data)), [data]);
  const choose = (emoji: string) => {
    keepRecent(emoji);
    onChoose(emoji);
  };
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
      columns={COLUMNS}
      skinTone={tone}
      emojibaseUrl={dataUrl.replace(/\/$/u, "")}
      resolveEmojiData={resolve}
      onKeyDownCapture={stopComposing}
      onEmojiSelect={({ emoji }) => choose(canonicalEmoji(emoji))}
    >
      <div className="parley-picker__top">
        <Picker.Search
          ref={search}
          className="parley-field"
          aria-label={labels.searchEmoji}
          placeholder={labels.searchEmoji}
          onChange={(event) => setWanted(event.target.value)}
        />
        <Tones
          data={data}
          tone={tone}
          onTone={(next) => {
            setTone(next);
            keepTone(next);
          }}
        />
      </div>
      {wanted.trim() === "" && (
        <>
          <Categories
            categories={categories}
            current={current}
            onGo={(at) => {
              const { current: list } = view;
              if (list !== null) list.scrollTop = topsOf(list, categories)[at] ?? 0;
            }}
          />
          <Recent emoji={choices.recent} onChoose={choose} />
        </>
      )}
      <Picker.Viewport
        ref={view}
        className="parley-picker__view"
        onScroll={({ currentTarget }: UIEvent<HTMLDivElement>) => {
          const tops = topsOf(currentTarget, categories);
          setCurrent(tops.findLastIndex((top) => top <= currentTarget.scrollTop + 1));
        }}
      >
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
