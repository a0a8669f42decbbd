import { type KeyboardEvent, useCallback, useEffect, useRef } from "react";
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
