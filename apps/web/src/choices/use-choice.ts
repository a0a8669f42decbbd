import { useSyncExternalStore } from "react";
import type { Choice } from "./choice.ts";

/** What is chosen now; renders again when that changes. */
export function useChoice<Option extends string>(choice: Choice<Option>): Option {
  return useSyncExternalStore(choice.subscribe, choice.current);
}
