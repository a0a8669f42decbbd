import type { Person } from "@parley/contract";
import {
  type ChangeEvent,
  type ComponentType,
  type KeyboardEvent,
  type RefObject,
  type SyntheticEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useOptions } from "../../provider/options-context.ts";
import { mentionQueryAt } from "../../text/mentions.ts";
import type { CompletionProps, Query, TakeKey } from "./completion.tsx";
import { onDemand, usePreload } from "../on-demand.tsx";

/** Offers people to mention; its code is loaded when the page is idle. */
export const MentionPicker = onDemand(
  async () => (await import("./mention-picker.tsx")).MentionPicker,
);
/** Offers emoji by their name. */
const EmojiCompletion = onDemand(
  async () => (await import("../emoji/emoji-completion.tsx")).EmojiCompletion,
  null,
  null,
);
const AHEAD = [MentionPicker] as const;

/** Two letters after a colon that begins a word: neither a smiley nor a time. The second colon ends the name. */
const EMOJI_NAME =
  /(?<=^|[\s(["'\p{ExtPict}\uFE0F]):([\p{L}\p{N}_+-][\p{L}\p{M}\p{N}_+-]{1,30}:?)$/u;

function emojiQueryAt(text: string, cursor: number): Query | null {
  const found = EMOJI_NAME.exec(text.slice(Math.max(0, cursor - 40), cursor));
  const typed = found?.[1];
  return typed === undefined ? null : { at: cursor - typed.length - 1, typed };
}

/** What completes the whole text of the field: `onChoose` replaces it. */
export interface TextCompletion extends Pick<
  CompletionProps<string>,
  "id" | "query" | "keys" | "onActive" | "onChoose"
> {
  /** The user wants to manage what is offered. */
  readonly onManage: () => void;
}

/** Completes a text that begins with a slash. */
export interface SlashCompletion extends Pick<TextCompletion, "onManage"> {
  readonly Completion: ComponentType<TextCompletion>;
}

/** A slash that begins the text, and what follows in the same line up to the cursor at its end. */
function slashQueryAt(text: string, cursor: number): Query | null {
  const isOne = cursor === text.length && /^\/[^\n/]{0,40}$/u.test(text);
  return isOne ? { at: 0, typed: text.slice(1) } : null;
}

interface MentioningOptions {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly people: readonly Person[];
  /** A person was chosen; their name is now after the "@" at this index of the text. */
  readonly onMention: ((person: Person, at: number) => void) | undefined;
  readonly afterSlash?: SlashCompletion | undefined;
}

/** The cursor of the field. A new position is set once the field shows the text it belongs to. */
function useCursor(field: RefObject<HTMLTextAreaElement | null>) {
  const [cursor, setCursor] = useState(0);
  const wanted = useRef<number>(null);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    field.current?.setSelectionRange(wanted.current, wanted.current);
    wanted.current = null;
  });
  const move = (to: number) => {
    wanted.current = to;
    setCursor(to);
  };
  return { cursor, setCursor, move };
}

/** Offers people after an "@" and emoji after a ":" while the user types, with the keys of a combobox. */
export function useMentioning(options: MentioningOptions) {
  const { field, text, onText, people, onMention, afterSlash } = options;
  const id = useId();
  const { cursor, setCursor, move } = useCursor(field);
  const [activeId, setActiveId] = useState<string | null>(null);
  const keys = useRef<TakeKey>(null);
  usePreload(AHEAD);
  const query = people.length === 0 ? null : mentionQueryAt(text, Math.min(cursor, text.length));
  const choose = (person: Person) => {
    if (query === null) return;
    const before = `${text.slice(0, query.at)}@${person.name} `;
    onText(before + text.slice(cursor).replace(/^ /u, ""));
    move(before.length);
    onMention?.(person, query.at);
  };
  const replace = (next: string) => {
    onText(next);
    move(next.length);
  };
  const { emojiDataUrl } = useOptions();
  const hasLists = people.length > 0 || emojiDataUrl !== undefined || afterSlash !== undefined;
  const slash = slashQueryAt(text, Math.min(cursor, text.length));
  const named = query === null ? emojiQueryAt(text, Math.min(cursor, text.length)) : null;
  return {
    /** Returns whether the list handled the key. */
    onKey(event: KeyboardEvent): boolean {
      const hasModifier = event.shiftKey || event.ctrlKey || event.metaKey || event.altKey;
      if (hasModifier || keys.current?.(event) !== true) return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
    list:
      slash !== null && afterSlash !== undefined ? (
        <afterSlash.Completion
          id={id}
          query={slash}
          keys={keys}
          onActive={setActiveId}
          onChoose={replace}
          onManage={afterSlash.onManage}
        />
      ) : query === null ? (
        named !== null &&
        emojiDataUrl !== undefined && (
          <EmojiCompletion
            id={id}
            query={named}
            field={field}
            dataUrl={emojiDataUrl}
            keys={keys}
            onActive={setActiveId}
          />
        )
      ) : (
        <MentionPicker
          id={id}
          query={query}
          people={people}
          keys={keys}
          onActive={setActiveId}
          onChoose={choose}
        />
      ),
    fieldProps: {
      onChange({ target }: ChangeEvent<HTMLTextAreaElement>) {
        onText(target.value);
        setCursor(target.selectionStart);
      },
      onSelect({ currentTarget }: SyntheticEvent<HTMLTextAreaElement>) {
        setCursor(currentTarget.selectionStart);
      },
      "aria-autocomplete": hasLists ? "list" : undefined,
      "aria-haspopup": hasLists ? "listbox" : undefined,
      "aria-controls": activeId === null ? undefined : id,
      "aria-activedescendant": activeId ?? undefined,
    } as const,
  };
}
