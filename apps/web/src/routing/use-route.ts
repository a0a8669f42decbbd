import { useSyncExternalStore } from "react";
import type { Navigation } from "./navigation.ts";
import type { Route } from "./route.ts";

/** The current place; renders again when it changes. */
export function useRoute(navigation: Navigation): Route {
  return useSyncExternalStore(navigation.subscribe, navigation.current);
}
