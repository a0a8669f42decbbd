import { createStore } from "@parley/client";
import { parseRoute } from "./route.ts";
import type { Route } from "./route.ts";

/** The address bar as a store. Paths begin with a slash. */
export interface Navigation {
  current(): Route;
  subscribe(onChange: () => void): () => void;
  /** Pushes a history entry. */
  go(path: string): void;
  /** Replaces the current entry. */
  replace(path: string): void;
  /** Goes one entry back if the app created it, else to `path`: never out of the app. */
  backOr(path: string): void;
}

/** How many history entries the app created before this one. */
function depthOf(state: unknown): number {
  if (typeof state !== "object" || state === null || !("depth" in state)) return 0;
  return typeof state.depth === "number" ? state.depth : 0;
}

/** Navigation over the browser's own history. */
export function createNavigation(window: Window): Navigation {
  const { history, location } = window;
  let address = location.href;
  const route = createStore(parseRoute(new URL(address)));

  const settle = () => {
    if (location.href === address) return;
    address = location.href;
    route.set(parseRoute(new URL(address)));
  };
  window.addEventListener("popstate", settle);

  const replace = (path: string) => {
    history.replaceState({ depth: depthOf(history.state) }, "", path);
    settle();
  };

  return {
    current: route.get,
    subscribe: route.subscribe,
    go(path) {
      if (new URL(path, address).href === address) return;
      history.pushState({ depth: depthOf(history.state) + 1 }, "", path);
      settle();
    },
    replace,
    backOr(path) {
      if (depthOf(history.state) > 0) history.back();
      else replace(path);
    },
  };
}
