import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { keyOf, type LaidOutRow, seqOf } from "../../rows/lay-out-rows.ts";
import { BY_HAND, type Place } from "./use-place.ts";

/** A message that was jumped to stands out for so long, in milliseconds. */
const HIGHLIGHTED_FOR = 2_500;

/** A wish to be shown a message; another token is another wish. */
export interface JumpTo {
  readonly seq: number;
  readonly token: number;
}

interface JumpOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly lines: readonly LaidOutRow[];
  readonly place: Place;
  readonly jumpTo: JumpTo | undefined;
  readonly showAround: ((seq: number) => Promise<void>) | undefined;
  readonly focusMessage: (messageId: string) => void;
}

/** The message that was jumped to, for a moment. */
function useHighlight() {
  const [highlight, setHighlight] = useState<{ readonly id: string } | null>(null);
  useEffect(() => {
    if (highlight === null) return undefined;
    const timer = setTimeout(() => setHighlight(null), HIGHLIGHTED_FOR);
    return () => clearTimeout(timer);
  }, [highlight]);
  return { highlightedId: highlight?.id ?? null, setHighlight };
}

/** Goes to the message at a place, which is loaded first where it is not, and makes it stand out. */
export function useJumpToPlace(options: JumpOptions) {
  const { scroller, lines, place, jumpTo, showAround, focusMessage } = options;
  const { highlightedId, setHighlight } = useHighlight();
  const wanted = useRef<number>(null);

  const arrive = useCallback(() => {
    const line = lines.find((each) => seqOf(each) === wanted.current);
    if (wanted.current === null || line === undefined) return;
    wanted.current = null;
    place.show(keyOf(line), "center");
    focusMessage(keyOf(line));
    setHighlight({ id: keyOf(line) });
  }, [lines, place, focusMessage, setHighlight]);
  useLayoutEffect(arrive, [arrive]);

  // A reader who has moved on meanwhile is not torn away when the page arrives.
  useEffect(() => {
    const element = scroller.current;
    const release = () => {
      wanted.current = null;
    };
    for (const type of BY_HAND) element?.addEventListener(type, release, { passive: true });
    return () => {
      for (const type of BY_HAND) element?.removeEventListener(type, release);
    };
  }, [scroller]);

  const jump = useCallback(
    (seq: number) => {
      wanted.current = seq;
      arrive();
      if (wanted.current !== null) void showAround?.(seq);
    },
    [arrive, showAround],
  );
  const done = useRef<number>(null);
  useLayoutEffect(() => {
    if (jumpTo === undefined || done.current === jumpTo.token) return;
    done.current = jumpTo.token;
    jump(jumpTo.seq);
  }, [jumpTo, jump]);

  return { jump, highlightedId };
}
