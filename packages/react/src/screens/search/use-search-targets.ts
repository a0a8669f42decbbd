import { useMemo } from "react";
import { type Loadable, valueOf } from "../../loadable.ts";
import { usePart } from "../../provider/use-screen.ts";
import { useBlocked } from "../../hooks/people/use-blocked.ts";
import { useContacts } from "../../hooks/people/use-contacts.ts";
import { useConversations } from "../../hooks/conversations/use-conversations.ts";
import { useMe } from "../../hooks/session/use-me.ts";
import { useOnlineIds } from "../../hooks/people/use-online-ids.ts";
import { allTargets, type SearchTarget } from "./search-target.ts";

const NONE: readonly never[] = [];

/** The caller's own groups. An admin sees every group, also those whose conversation is not theirs. */
function useOwnGroups() {
  const role = valueOf(useMe())?.role;
  const isAsked = role !== undefined && role !== "ADMIN";
  return valueOf(usePart(isAsked ? { part: "groups" } : null))?.groups ?? NONE;
}

/** The conversations, the contacts, and the caller's groups. */
export function useSearchTargets(): Loadable<readonly SearchTarget[]> {
  const listed = useConversations().items;
  const archived = valueOf(useConversations({ filter: "archived" }).items) ?? NONE;
  const contacts = valueOf(useContacts()) ?? NONE;
  const blocked = valueOf(useBlocked()) ?? NONE;
  const groups = useOwnGroups();
  const onlineIds = useOnlineIds();
  return useMemo(() => {
    if (listed.status !== "ready") return listed;
    const conversations = [...listed.value, ...archived];
    const sources = { conversations, contacts, groups, blocked, onlineIds };
    return { status: "ready", value: allTargets(sources) };
  }, [listed, archived, contacts, groups, blocked, onlineIds]);
}
