import { useEffect, useState } from "react";

/** How long a notice about an action is shown, in milliseconds. */
const SHOWN_FOR = 9_000;

/** Handlers that keep a notice on the screen, for its element. */
interface Holding {
  readonly onPointerEnter: () => void;
  readonly onPointerLeave: () => void;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
}

interface AutoDismiss {
  readonly isShown: boolean;
  readonly holding: Holding;
}

/**
 * Shows a notice for a while, and longer while the pointer or the focus is on it, so that a button does not disappear before it is
 * pressed. `notice` is `null` if there is none; another one starts again. `onEnd` is called at the end.
 */
export function useAutoDismiss(notice: unknown, onEnd?: () => void): AutoDismiss {
  const [over, setOver] = useState<unknown>(null);
  const [holds, setHolds] = useState({ pointer: false, focus: false });
  const isHeld = holds.pointer || holds.focus;
  const isThere = notice !== null && notice !== undefined;
  const [wasThere, setWasThere] = useState(isThere);
  if (wasThere !== isThere) {
    setWasThere(isThere);
    // An element that is removed under the pointer gets no leave event.
    setHolds({ pointer: false, focus: false });
    setOver(null);
  }
  useEffect(() => {
    if (!isThere || isHeld) return undefined;
    const timer = setTimeout(() => {
      setOver(notice);
      onEnd?.();
    }, SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [notice, isThere, isHeld, onEnd]);
  const hold = (part: Partial<typeof holds>) => setHolds((now) => ({ ...now, ...part }));
  return {
    isShown: isThere && over !== notice,
    holding: {
      onPointerEnter: () => hold({ pointer: true }),
      onPointerLeave: () => hold({ pointer: false }),
      onFocus: () => hold({ focus: true }),
      onBlur: () => hold({ focus: false }),
    },
  };
}
