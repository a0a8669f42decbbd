import {
  type FocusEvent,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { keyOf, type LaidOutRow } from "../../../rows/lay-out-rows.ts";

const messageIdOf = (target: EventTarget) =>
  target instanceof Element
    ? target.closest<HTMLElement>("[data-message]")?.dataset["message"]
    : undefined;

/**
 * The message from which arrow keys start (roving tabindex). While it has the focus it stays in the document, wherever the log is
 * scrolled.
 */
export function useFocusedLine(
  scroller: RefObject<HTMLElement | null>,
  lines: readonly LaidOutRow[],
) {
  const [activeId, setActiveId] = useState<string | null>(null);
  const [hasFocus, setHasFocus] = useState(false);
  const activeIndex = useMemo(() => {
    if (activeId === null) return null;
    const index = lines.findIndex((line) => keyOf(line) === activeId);
    return index === -1 ? null : index;
  }, [activeId, lines]);
  const keptIndex = hasFocus ? activeIndex : null;

  const wanted = useRef<string>(null);
  const give = useCallback(() => {
    const id = wanted.current;
    if (id === null) return;
    const message = scroller.current?.querySelector<HTMLElement>(
      `[data-message="${CSS.escape(id)}"]`,
    );
    if (message === null || message === undefined) return;
    wanted.current = null;
    message.focus({ preventScroll: true });
  }, [scroller]);
  // After every render: a message far away is rendered some renders after it was requested.
  useLayoutEffect(give);

  return {
    activeId,
    activeIndex,
    keptIndex,
    /** The message that has the focus, or contains it. */
    enteredId: hasFocus ? activeId : null,
    /** Focuses a message as soon as it is rendered. */
    focusMessage: useCallback(
      (messageId: string) => {
        wanted.current = messageId;
        give();
      },
      [give],
    ),
    onFocus: useCallback(({ target }: FocusEvent) => {
      const id = messageIdOf(target);
      if (id !== undefined) setActiveId(id);
      setHasFocus(id !== undefined);
    }, []),
    onBlur: useCallback(() => setHasFocus(false), []),
  };
}
