import { findRow } from "@parley/client";
import type { SearchHit } from "@parley/contract/messages";
import { useMemo } from "react";
import { readSnapshot } from "../cache.ts";
import { nameOfConversation, peopleOf } from "../people.ts";
import { useMessaging } from "../provider/messaging-context.ts";
import { useLabels } from "../provider/wording-context.ts";
import { liveQuery } from "../query-options.ts";
import { trpc } from "../trpc.ts";
import { useUserId } from "./use-me.ts";

/** Where a found message stands, in words; null while that is being fetched. */
export interface HitPlace {
  /** Null for the other person of a direct conversation, who is named as the conversation is. */
  readonly sender: string | null;
  readonly conversation: string;
  readonly isGroup: boolean;
  readonly shadeKey: string;
  readonly avatarUrl: string | null;
}

function useKnown(dependency: unknown) {
  const { queryClient } = useMessaging();
  const userId = useUserId();
  return useMemo(() => {
    // Read again when more was fetched.
    void dependency;
    const snapshot = readSnapshot(queryClient, userId);
    return { snapshot, people: peopleOf(snapshot), userId };
  }, [queryClient, userId, dependency]);
}

/** The conversations of found messages that the screen cannot name, or whose writer it cannot. */
function unknownIds(hits: readonly SearchHit[], { snapshot, people, userId }: Known) {
  const unknown = hits.filter(({ message: { conversationId, senderId } }) => {
    if (snapshot.details[conversationId] !== undefined) return false;
    const isNamed = senderId === userId || people.has(senderId);
    return findRow(snapshot, conversationId) === undefined || !isNamed;
  });
  return [...new Set(unknown.map(({ message }) => message.conversationId))];
}
type Known = ReturnType<typeof useKnown>;

/** Names what was found: by what the screen knows, and what it does not know is fetched. */
export function useHitPlaces(hits: readonly SearchHit[]): (hit: SearchHit) => HitPlace | null {
  const labels = useLabels();
  const first = useKnown(hits);
  const missing = useMemo(() => unknownIds(hits, first), [hits, first]);
  const fetched = trpc.useQueries((ask) =>
    missing.map((conversationId) => ask.conversations.get({ conversationId }, liveQuery)),
  );
  const arrived = fetched.filter(({ data }) => data !== undefined).length;
  const { snapshot, people, userId } = useKnown(`${missing.join(" ")} ${arrived}`);

  return ({ message: { conversationId, senderId } }) => {
    const row = snapshot.details[conversationId] ?? findRow(snapshot, conversationId);
    if (row === undefined) return null;
    const other = row.with.kind === "direct" ? row.with.person : null;
    const isOther = other !== null && senderId !== userId;
    const name = people.get(senderId)?.name ?? labels.formerMember;
    return {
      sender: isOther ? null : senderId === userId ? labels.you : name,
      conversation: nameOfConversation(row),
      isGroup: other === null,
      shadeKey: other?.id ?? row.id,
      avatarUrl: other?.avatarUrl ?? null,
    };
  };
}
