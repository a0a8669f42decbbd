import type { ParleyClient } from "@parley/client";
import type { Me } from "@parley/contract/people";
import type { QueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import type { MessageCommands } from "../live/message-commands.ts";
import type { SessionStores } from "../live/session.ts";
import type { Loadable } from "../loadable.ts";
import type { Drafts } from "../stores/drafts.ts";
import type { ReadingPlaces } from "../stores/reading-places.ts";
import type { ReplyTargets } from "../stores/reply-targets.ts";

/** What the hooks work with. The objects stay the same; what changes lives in the stores inside them. */
export interface Messaging {
  readonly client: ParleyClient;
  readonly queryClient: QueryClient;
  readonly stores: SessionStores;
  readonly drafts: Drafts;
  readonly replies: ReplyTargets;
  readonly readingPlaces: ReadingPlaces;
  readonly commands: MessageCommands;
  readonly me: Loadable<Me>;
}

export const MessagingContext = createContext<Messaging | null>(null);

/** Everything of the nearest `MessagingProvider`: the client to call procedures with, and who is signed in. */
export function useMessaging(): Messaging {
  const messaging = useContext(MessagingContext);
  if (messaging === null) {
    throw new Error("Parley's hooks and pages need a <MessagingProvider> around them.");
  }
  return messaging;
}
