import { isSearchable } from "@parley/contract/folding";
import { limits } from "@parley/contract/limits";
import type { Person } from "@parley/contract";
import type { Loadable } from "../../loadable.ts";
import { useRequest } from "../../provider/use-screen.ts";
import { useDebounced } from "../time/use-debounced.ts";
import { SEARCH_PAUSE } from "../messages/use-message-search.ts";

const NO_PEOPLE: Loadable<readonly Person[]> = { status: "ready", value: [] };

/**
 * Users to whom the signed-in user may write, by a part of their name: more than the contacts if the
 * programme lets mentors reach every mentee. Empty if the text is too short.
 */
export function usePeopleSearch(text: string): Loadable<readonly Person[]> {
  const wanted = useDebounced(text.trim().slice(0, limits.searchMax), SEARCH_PAUSE);
  const isShort = !isSearchable(wanted);
  const { items } = useRequest(isShort ? null : { request: "people", text: wanted });
  return isShort ? NO_PEOPLE : items;
}
