import type { Card } from "@parley/contract";
import { valueOf } from "../../loadable.ts";
import { usePart } from "../../provider/use-screen.ts";

const NONE: Readonly<Record<string, Card>> = {};

/** The things of a conversation that its cards and its details show, by id. */
export const useCards = (conversationId: string): Readonly<Record<string, Card>> =>
  valueOf(usePart({ part: "cards", conversationId })) ?? NONE;
