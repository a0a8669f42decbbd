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

/** Loads the code of the keys after the log is rendered. */
function useHandleKey() {
  const known = useRef<HandleKey>(null);
  const fetchKeys = useCallback(
    async () => (known.current ??= (await import("./log-keys.ts")).handleKey),
    [],
  );
  useEffect(() => {
    // If it fails, the next key loads it again.
    fetchKeys().catch(() => undefined);
  }, [fetchKeys]);
  return { known, fetchKeys };
}

/**
 * The keys of the log. They act only while the log or one of its messages has the focus, so that typing elsewhere is not affected.
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
 * Sets an attribute of the log to the last used input, for the stylesheet: the actions of one message are shown at a time, of the
 * focused one or of the one under the pointer.
 */
export function useInputKind(scroller: RefObject<HTMLElement | null>) {
  const setInput = useCallback(
    (input: "keys" | "pointer") => {
      if (scroller.current !== null) scroller.current.dataset["input"] = input;
    },
    [scroller],
  );
  return {
    onKeyDownCapture: (event: KeyboardEvent) => {
      if (!isComposing(event)) setInput("keys");
    },
    onPointerMove: ({ movementX, movementY }: PointerEvent) => {
      // Browsers report a resting pointer as moved when something scrolls under it.
      if (movementX !== 0 || movementY !== 0) setInput("pointer");
    },
  };
}
