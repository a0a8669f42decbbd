import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
} from "react";
import { isComposing } from "../../composition.ts";
import type { LogKeysOptions, PressedKey } from "./log-keys.ts";

type HandleKey = (options: LogKeysOptions, pressed: PressedKey) => boolean;

/** The code of the keys comes once the log is there: nobody needs it to read. */
function useHandleKey() {
  const known = useRef<HandleKey>(null);
  const fetchKeys = useCallback(
    async () => (known.current ??= (await import("./log-keys.ts")).handleKey),
    [],
  );
  useEffect(() => {
    // What fails now is fetched again with the next key.
    fetchKeys().catch(() => undefined);
  }, [fetchKeys]);
  return { known, fetchKeys };
}

/**
 * The keys of the log. They mean something only while it or one of its messages has the focus, so no letter
 * is taken from anybody who writes.
 */
export function useLogKeys(options: LogKeysOptions) {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const { known, fetchKeys } = useHandleKey();
  return useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
      const { key, target, currentTarget } = event;
      const pressed = { key, target, currentTarget };
      if (known.current !== null) {
        if (known.current(latest.current, pressed)) event.preventDefault();
        return;
      }
      void fetchKeys().then(
        (handleKey) => handleKey(latest.current, pressed),
        () => undefined,
      );
    },
    [known, fetchKeys],
  );
}

/**
 * Notes on the log whether its reader uses the keys or a pointer, for the stylesheet: the tools of one message are
 * shown at a time, those of the focused one or those of the one under the pointer.
 */
export function useHand(scroller: RefObject<HTMLElement | null>) {
  const note = useCallback(
    (hand: "keys" | "pointer") => {
      if (scroller.current !== null) scroller.current.dataset["hand"] = hand;
    },
    [scroller],
  );
  return {
    onKeyDownCapture: (event: KeyboardEvent) => {
      if (!isComposing(event)) note("keys");
    },
    onPointerMove: ({ movementX, movementY }: PointerEvent) => {
      // A browser reports a pointer that stands still when something scrolls away under it.
      if (movementX !== 0 || movementY !== 0) note("pointer");
    },
  };
}
