import { findRow, type ScreenState } from "@parley/client";
import type { SearchHit } from "@parley/contract";
import { useEffect, useMemo } from "react";
import { nameOfConversation, peopleOf } from "../../people.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useScreen } from "../../provider/use-screen.ts";
import { useLabels } from "../../provider/wording-context.ts";

/** The sender and conversation of a found message, as text; null while that is being fetched. */
export interface HitPlace {
  /** Null for the other user of a direct conversation, whose name is that of the conversation. */
  readonly sender: string | null;
  readonly conversation: string;
  readonly isGroup: boolean;
  readonly shadeKey: string;
  readonly avatarUrl: string | null;
  /** Whose initials are shown without a picture, if not those of `conversation`. */
  readonly initialsOf?: string | undefined;
}

/** The conversations of found messages that are not in the lists, or whose sender is not known from them. */
function unknownIds(hits: readonly SearchHit[], { shown, userId }: Known): readonly string[] {
  // Details are ignored: those that are fetched for a hit have to stay watched.
  const people = peopleOf({ ...shown, details: {} });
  const unknown = hits.filter(({ message: { conversationId, senderId } }) => {
    const isNamed = senderId === userId || people.has(senderId);
    return findRow(shown, conversationId) === undefined || !isNamed;
  });
  return [...new Set(unknown.map(({ message }) => message.conversationId))];
}
type Known = Pick<ScreenState, "shown" | "userId">;

/** Keeps the conversations fetched whose names are not otherwise known. */
function useFetchedConversations(hits: readonly SearchHit[], known: Known) {
  const { screen } = useMessaging();
  const ids = unknownIds(hits, known).join(" ");
  useEffect(() => {
    const wanted = ids === "" ? [] : ids.split(" ");
    const stops = wanted.map((conversationId) =>
      screen.watch({ part: "conversation", conversationId }),
    );
    return () => stops.forEach((stop) => stop());
  }, [screen, ids]);
}

/** Returns the names for found messages: from the screen's state, else fetched. */
export function useHitPlaces(hits: readonly SearchHit[]): (hit: SearchHit) => HitPlace | null {
  const labels = useLabels();
  const known = useScreen(({ shown, userId }) => ({ shown, userId }));
  useFetchedConversations(hits, known);
  const { shown, userId } = known;
  const people = useMemo(() => peopleOf(shown), [shown]);

  return ({ message: { conversationId, senderId } }) => {
    const row = shown.details[conversationId] ?? findRow(shown, conversationId);
    if (row === undefined) return null;
    const other = row.with.kind === "direct" ? row.with.person : null;
    const isOther = other !== null && senderId !== userId;
    const person = people.get(senderId);
    const isNamed = isOther || senderId === userId || person !== undefined;
    if (!isNamed && shown.details[conversationId] === undefined) return null;
    const name = person?.name ?? labels.formerMember;
    return {
      sender: isOther ? null : senderId === userId ? labels.you : name,
      conversation: nameOfConversation(row),
      isGroup: other === null,
      shadeKey: other?.id ?? row.id,
      avatarUrl: other?.avatarUrl ?? null,
    };
  };
}
