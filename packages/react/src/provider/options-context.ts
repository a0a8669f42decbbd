import { createContext, useContext } from "react";
import type { SendKey } from "../components/composer/composer-keys.ts";

/** How the screen behaves, where that is the host's or the person's choice. */
export interface ScreenOptions {
  /** What sends a message from a keyboard: Enter, or Ctrl (Cmd) with Enter, where Enter breaks the line. */
  readonly sendKey: SendKey;
  /**
   * The folder from which emoji are fetched when somebody wants more than the quick ones: the data of
   * `emojibase-data`, served by the host. Without it there are the quick ones alone.
   */
  readonly emojiDataUrl: string | undefined;
}

export const defaultOptions: ScreenOptions = {
  sendKey: "enter",
  emojiDataUrl: undefined,
};

/** Components that take props work without a provider. */
export const OptionsContext = createContext<ScreenOptions>(defaultOptions);

export const useOptions = () => useContext(OptionsContext);
