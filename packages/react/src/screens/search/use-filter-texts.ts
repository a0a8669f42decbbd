import { findRow } from "@parley/client";
import { nameOfConversation } from "../../people.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useScreen } from "../../provider/use-screen.ts";
import { useToday } from "../../provider/use-today.ts";
import { useFormat } from "../../provider/wording-context.ts";
import { usePeople } from "../../hooks/people/use-people.ts";
import { startOfDay } from "./parse-day.ts";
import type { SearchFilters } from "./use-search-state.ts";

/** A filter in words. */
export interface FilterText {
  readonly filter: keyof SearchFilters;
  readonly text: string;
}

/** Returns the filters of a search in words. */
export function useFilterTexts(): (filters: SearchFilters) => readonly FilterText[] {
  const labels = useAllLabels();
  const format = useFormat();
  const today = useToday();
  const people = usePeople();
  const { shown, userId } = useScreen((state) => ({ shown: state.shown, userId: state.userId }));
  const { filterTexts, filterNames } = labels;

  const senderName = (id: string) =>
    id === userId ? labels.you : (people.get(id)?.name ?? labels.formerMember);
  const conversationName = (id: string) => {
    const row = shown.details[id] ?? findRow(shown, id);
    return row === undefined ? labels.loading : nameOfConversation(row);
  };
  const dayText = (day: string) => format.dateNear(startOfDay(day), today);
  return ({ senderId, conversationId, after, before, hasLink }) => [
    ...(senderId === undefined
      ? []
      : [{ filter: "senderId" as const, text: filterTexts.from(senderName(senderId)) }]),
    ...(conversationId === undefined
      ? []
      : [
          {
            filter: "conversationId" as const,
            text: filterTexts.in(conversationName(conversationId)),
          },
        ]),
    ...(after === undefined
      ? []
      : [{ filter: "after" as const, text: filterTexts.after(dayText(after)) }]),
    ...(before === undefined
      ? []
      : [{ filter: "before" as const, text: filterTexts.before(dayText(before)) }]),
    ...(hasLink === true ? [{ filter: "hasLink" as const, text: filterNames.link }] : []),
  ];
}
