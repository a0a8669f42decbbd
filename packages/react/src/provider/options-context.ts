import { createContext, createElement, type ReactNode, useContext, useMemo } from "react";
import type { SendKey } from "../components/composer/composer-keys.ts";

/** Behaviour of the screen that the host or the user chooses. */
export interface ScreenOptions {
  /** What sends a message from a keyboard: Enter, or Ctrl (Cmd) with Enter, where Enter breaks the line. */
  readonly sendKey: SendKey;
  /**
   * The folder of the emoji data for the full picker: the data of `emojibase-data`, served by the host. Without it
   * there are only the quick emoji.
   */
  readonly emojiDataUrl: string | undefined;
}

const defaultOptions: ScreenOptions = {
  sendKey: "enter",
  emojiDataUrl: undefined,
};

/** Components that take props work without a provider. */
const OptionsContext = createContext<ScreenOptions>(defaultOptions);

export const useOptions = () => useContext(OptionsContext);

interface OptionsProviderProps {
  readonly options?: Partial<ScreenOptions> | undefined;
  readonly children?: ReactNode;
}

/** Provides the host's options. They may be a new object on each render. */
export function OptionsProvider({ options, children }: OptionsProviderProps) {
  const { sendKey, emojiDataUrl } = { ...defaultOptions, ...options };
  const value = useMemo(() => ({ sendKey, emojiDataUrl }), [sendKey, emojiDataUrl]);
  return createElement(OptionsContext.Provider, { value }, children);
}
