import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { keyOf, type LaidOutRow, seqOf } from "../../../rows/lay-out-rows.ts";
import type { ReadingPlace } from "../../../stores/reading-places.ts";
import { useUserScroll } from "./use-user-scroll.ts";
import type { Place } from "./use-place.ts";

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
  /** Where the reader stood before the page was loaded again. */
  readonly standAt: ReadingPlace | undefined;
  readonly showAround: ((seq: number) => Promise<void>) | undefined;
  readonly focusMessage: (messageId: string) => void;
}

/** A message to go to. With an offset it is where the reader was already: it needs no sign, and no focus. */
interface Wanted {
  readonly seq: number;
  readonly offset?: number | undefined;
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

type GoOptions = Omit<JumpOptions, "jumpTo" | "standAt">;

/** Goes to a message, which is loaded first where it is not. */
function useGo({ scroller, lines, place, showAround, focusMessage }: GoOptions) {
  const { highlightedId, setHighlight } = useHighlight();
  const wanted = useRef<Wanted>(null);

  const arrive = useCallback(() => {
    if (wanted.current === null) return;
    const { seq, offset } = wanted.current;
    const line = lines.find((each) => seqOf(each) === seq);
    if (line === undefined) return;
    wanted.current = null;
    if (offset !== undefined) {
      place.showBelow(keyOf(line), offset);
      return;
    }
    place.show(keyOf(line), "center");
    focusMessage(keyOf(line));
    setHighlight({ id: keyOf(line) });
  }, [lines, place, focusMessage, setHighlight]);
  useLayoutEffect(arrive, [arrive]);

  // A reader who has moved on meanwhile is not torn away when the page arrives.
  useUserScroll(
    scroller,
    useCallback(() => {
      wanted.current = null;
    }, []),
  );

  const go = useCallback(
    (wish: Wanted) => {
      wanted.current = wish;
      arrive();
      if (wanted.current !== null) void showAround?.(wish.seq);
    },
    [arrive, showAround],
  );
  return { go, highlightedId };
}

/**
 * Goes to the message at a place and makes it stand out. After a reload it goes back to where the reader stood.
 */
export function useJumpToPlace({ jumpTo, standAt, ...options }: JumpOptions) {
  const { go, highlightedId } = useGo(options);
  const returned = useRef<ReadingPlace>(null);
  useLayoutEffect(() => {
    if (standAt === undefined || returned.current === standAt) return;
    returned.current = standAt;
    go(standAt);
  }, [standAt, go]);

  const jump = useCallback((seq: number) => go({ seq }), [go]);
  const done = useRef<number>(null);
  useLayoutEffect(() => {
    if (jumpTo === undefined || done.current === jumpTo.token) return;
    done.current = jumpTo.token;
    jump(jumpTo.seq);
  }, [jumpTo, jump]);

  return { jump, highlightedId };
}
