import { createStore } from "@parley/client";
import { useSyncExternalStore } from "react";
import { createPageStorage } from "./page-storage.ts";

/** A value that a user chose in this browser, shared by all its tabs. */
export interface Preference<Option extends string> {
  current(): Option;
  set(option: Option): void;
  subscribe(onChange: () => void): () => void;
}

interface PreferenceOptions<Option extends string> {
  /** Key in the local storage. */
  readonly key: string;
  readonly options: readonly Option[];
  /** Value until one is chosen. */
  readonly initial: Option;
}

/** Creates a preference in the local storage. A change in another tab is applied here too. */
export function createPreference<const Option extends string>(
  window: Window,
  { key, options, initial }: PreferenceOptions<Option>,
): Preference<Option> {
  const storage = createPageStorage(() => window.localStorage);
  const stored = () => options.find((option) => option === storage.getItem(key));
  const value = createStore(stored() ?? initial);
  window.addEventListener("storage", (event) => {
    if (event.key === key || event.key === null) value.set(stored() ?? initial);
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
