import type { Conversation } from "@parley/contract";
import { valueOf } from "../../loadable.ts";
import { nameOfConversation } from "../../people.ts";
import { useRequest } from "../../provider/use-screen.ts";
import { ownTimeZone } from "../../time/local-moment.ts";

/** The zones in which a time can be chosen. */
export interface Zones {
  readonly own: string;
  /** The zone of the other user of a direct conversation; null if it is not known. */
  readonly theirs: string | null;
  /** Whether it is known if the other user shares theirs. */
  readonly areKnown: boolean;
  /** The other user. */
  readonly name: string;
}

/** The zone of this device, and that of the other user if they share it. */
export function useZones(conversation: Conversation): Zones {
  const isDirect = conversation.with.kind === "direct";
  const { items } = useRequest(
    isDirect ? { request: "about", conversationId: conversation.id } : null,
  );
  const about = valueOf(items)?.[0];
  return {
    own: ownTimeZone(),
    areKnown: !isDirect || items.status !== "loading",
    theirs: about?.kind === "direct" ? about.timeZone : null,
    name: nameOfConversation(conversation),
  };
}
