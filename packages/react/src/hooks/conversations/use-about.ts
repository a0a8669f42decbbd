import type { AboutConversation } from "@parley/contract";
import { useMemo } from "react";
import type { Loadable } from "../../loadable.ts";
import { useRequest } from "../../provider/use-screen.ts";

const LOADING = { status: "loading" } as const;

/**
 * What the signed-in user may know of the other user of a conversation, or of the members of its group. Fetched each
 * time it is shown, and again when contacts, groups or the conversation change.
 */
export function useAbout(conversationId: string): Loadable<AboutConversation> {
  const { items } = useRequest({ request: "about", conversationId });
  return useMemo(() => {
    if (items.status !== "ready") return items;
    const [value] = items.value;
    return value === undefined ? LOADING : { status: "ready", value };
  }, [items]);
}
