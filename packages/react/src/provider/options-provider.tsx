import { type ReactNode, useMemo } from "react";
import { defaultOptions, OptionsContext, type ScreenOptions } from "./options-context.ts";

interface OptionsProviderProps {
  readonly options?: Partial<ScreenOptions> | undefined;
  readonly children?: ReactNode;
}

/** Gives the components below it the host's choices, whose object may be another one at each render. */
export function OptionsProvider({ options, children }: OptionsProviderProps) {
  const { sendKey, emojiDataUrl } = { ...defaultOptions, ...options };
  const stable = useMemo(() => ({ sendKey, emojiDataUrl }), [sendKey, emojiDataUrl]);
  return <OptionsContext.Provider value={stable}>{children}</OptionsContext.Provider>;
}
