import type { ParleyClient, Screen } from "@parley/client";
import { createContext, useContext } from "react";

/** The context of all hooks. The objects are stable; only the state inside `screen` changes. */
export interface Messaging {
  readonly client: ParleyClient;
  readonly screen: Screen;
}

export const MessagingContext = createContext<Messaging | null>(null);

/** The client and the state of the nearest `MessagingProvider`. */
export function useMessaging(): Messaging {
  const messaging = useContext(MessagingContext);
  if (messaging === null) {
    throw new Error(
      "Parley's hooks and pages need a <MessagingProvider> around them. " +
        "If there is one, two copies of @parley/react are installed: see npm ls @parley/react.",
    );
  }
  return messaging;
}
