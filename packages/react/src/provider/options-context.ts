import { createContext, createElement, type ReactNode, useContext, useMemo } from "react";
import type { SendKey } from "../components/composer/composer-keys.ts";

/** Behaviour of the screen that the host or the user chooses. */
export interface ScreenOptions {
  /** The key that sends a message: Enter, or Ctrl (Cmd) with Enter if Enter inserts a line break. */
  readonly sendKey: SendKey;
  /**
   * The folder of the emoji data for the full picker: the data of `emojibase-data`, served by the host. Without it
   * only the quick emoji are offered.
   */
  readonly emojiDataUrl: string | undefined;
  /** How messages with marks such as `*bold*` are shown: with their formatting, or as they were typed. */
  readonly formatting: "shown" | "plain";
  /**
   * The address of a message, from which the host opens it again. Without it no link to a message can be copied.
   */
  readonly linkOfMessage: ((place: MessagePlace) => string) | undefined;
}

/** Where a message is. */
export interface MessagePlace {
  readonly conversationId: string;
  readonly seq: number;
}

const defaultOptions: ScreenOptions = {
  sendKey: "enter",
  emojiDataUrl: undefined,
  formatting: "shown",
  linkOfMessage: undefined,
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
  const { sendKey, emojiDataUrl, formatting, linkOfMessage } = { ...defaultOptions, ...options };
  const value = useMemo(
    () => ({ sendKey, emojiDataUrl, formatting, linkOfMessage }),
    [sendKey, emojiDataUrl, formatting, linkOfMessage],
  );
  return createElement(OptionsContext.Provider, { value }, children);
}
