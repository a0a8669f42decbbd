import { createStore } from "@parley/client";
import { useSyncExternalStore } from "react";
import { type Choice, chosenOption, createPageStorage } from "./page-storage.ts";

/** A value that a user chose in this browser, shared by all its tabs. */
export interface Preference<Option extends string> {
  current(): Option;
  set(option: Option): void;
  subscribe(onChange: () => void): () => void;
}

/** Creates a preference in the local storage. A change in another tab is applied here too. */
export function createPreference<const Option extends string>(
  window: Window,
  choice: Choice<Option>,
): Preference<Option> {
  const { key } = choice;
  const storage = createPageStorage(() => window.localStorage);
  const value = createStore(chosenOption(storage, choice));
  window.addEventListener("storage", (event) => {
    if (event.key === key || event.key === null) value.set(chosenOption(storage, choice));
  });
  return {
    current: value.get,
    set(option) {
      storage.setItem(key, option);
      value.set(option);
    },
    subscribe: value.subscribe,
  };
}

/** Returns the current value, and renders again when it changes. */
export function usePreference<Option extends string>(preference: Preference<Option>): Option {
  return useSyncExternalStore(preference.subscribe, preference.current);
}
