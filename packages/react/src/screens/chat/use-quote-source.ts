import type { Conversation, Person } from "@parley/contract";
import { useMemo } from "react";
import { useBlockedIds } from "./use-blocked-ids.ts";

interface QuoteOptions {
  readonly conversation: Conversation;
  readonly userId: string;
  readonly people: ReadonlyMap<string, Person>;
}

/** What all quotes of a conversation have in common. */
export interface QuoteSource {
  readonly conversationId: string;
  readonly userId: string;
  readonly people: ReadonlyMap<string, Person>;
  /** Users whose text is not shown: blocked ones, in a group. */
  readonly blockedIds: ReadonlySet<string>;
}

const NO_IDS: ReadonlySet<string> = new Set();

/** Returns a stable object while nothing in it changes. */
export function useQuoteSource({ conversation, userId, people }: QuoteOptions): QuoteSource {
  const blocked = useBlockedIds();
  const blockedIds = conversation.with.kind === "group" ? blocked : NO_IDS;
  const conversationId = conversation.id;
  return useMemo(
    () => ({ conversationId, userId, people, blockedIds }),
    [conversationId, userId, people, blockedIds],
  );
}
