import type { Conversation } from "@parley/contract";

/** Whether a conversation is muted at a time, in epoch milliseconds. */
export const isMuted = ({ mutedUntil }: Pick<Conversation, "mutedUntil">, now: number): boolean =>
  mutedUntil !== null && Date.parse(mutedUntil) > now;
