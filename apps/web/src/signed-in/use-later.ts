import { type ComponentType, useEffect, useState } from "react";

/** After so long a page loads what it may need later, in milliseconds: the same as in @parley/react. */
export const AT_REST_AFTER = 1_500;

/** Whether the page is at rest: a conversation opens before anything else is loaded. */
export function useAtRest(): boolean {
  const [isAtRest, setAtRest] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setAtRest(true), AT_REST_AFTER);
    return () => clearTimeout(timer);
  }, []);
  return isAtRest;
}

/** How long to wait after a failure, in milliseconds: a network that returns has its own event. */
const AGAIN_AFTER = 30_000;

/** A component that was loaded. */
export interface Later<Props> {
  readonly Component: ComponentType<Props>;
}

/**
 * Loads a component that nothing waits for, once it is wanted; null until it is there. If that fails, for example without a
 * network, the page goes on without it, and it is loaded again later. `load` does not change.
 */
export function useLater<Props>(
  isWanted: boolean,
  load: () => Promise<ComponentType<Props>>,
): Later<Props> | null {
  const [loaded, setLoaded] = useState<Later<Props> | null>(null);
  const isMissing = isWanted && loaded === null;
  useEffect(() => {
    if (!isMissing) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const attempt = () => {
      clearTimeout(timer);
      load().then(
        (Component) => {
          if (!isOver) setLoaded({ Component });
        },
        () => {
          if (!isOver) timer = setTimeout(attempt, AGAIN_AFTER);
        },
      );
    };
    attempt();
    window.addEventListener("online", attempt);
    return () => {
      isOver = true;
      clearTimeout(timer);
      window.removeEventListener("online", attempt);
    };
  }, [isMissing, load]);
  return loaded;
}
