/** Where in the app somebody is. Every place has an address, so that links and the back button work. */
export type Route =
  | { readonly page: "messages"; readonly place: Place }
  | AdminRoute
  | { readonly page: "settings" }
  | { readonly page: "unknown" };

/** The pages of an ADMIN. */
export type AdminRoute =
  | { readonly page: "groups"; readonly chosen: Chosen }
  | { readonly page: "people"; readonly chosen: Chosen }
  | { readonly page: "activity" };

/** What of a list is open: nothing, a form for a new one, or one of them. */
export type Chosen =
  | { readonly kind: "none" }
  | { readonly kind: "new" }
  | { readonly kind: "one"; readonly id: string };

/** What stands in the list, and which conversation is open beside it. */
export interface Place {
  readonly tab: "conversations" | "contacts";
  readonly conversationId: string | null;
}

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const ID = new RegExp(`^${UUID}$`, "i");
const CONVERSATION = new RegExp(`^/conversations/(${UUID})/?$`, "i");
const CONTACTS = /^\/contacts\/?$/;
/** Names the conversation that stays open while one looks through the contacts. */
const BESIDE = "beside";

const toConversationId = (text: string | null) =>
  text !== null && ID.test(text) ? text.toLowerCase() : null;

function parsePlace({ pathname, searchParams }: URL): Place | null {
  if (pathname === "/") return { tab: "conversations", conversationId: null };
  if (CONTACTS.test(pathname)) {
    return { tab: "contacts", conversationId: toConversationId(searchParams.get(BESIDE)) };
  }
  const conversationId = toConversationId(CONVERSATION.exec(pathname)?.[1] ?? null);
  return conversationId === null ? null : { tab: "conversations", conversationId };
}

/** The ids of groups and people are the host's and can be dots, which a path would swallow. */
function parseChosen(searchParams: URLSearchParams): Chosen {
  const id = searchParams.get("id");
  if (id !== null && id !== "") return { kind: "one", id };
  return { kind: searchParams.has("new") ? "new" : "none" };
}

/** What an address of this app names. */
export function parseRoute(address: URL): Route {
  switch (address.pathname.replace(/(.)\/$/, "$1")) {
    case "/groups":
      return { page: "groups", chosen: parseChosen(address.searchParams) };
    case "/people":
      return { page: "people", chosen: parseChosen(address.searchParams) };
    case "/activity":
      return { page: "activity" };
    case "/settings":
      return { page: "settings" };
  }
  const place = parsePlace(address);
  return place === null ? { page: "unknown" } : { page: "messages", place };
}

/** The address of a list of the ADMIN's, or of one thing in it. */
export function chosenPath(page: "groups" | "people", chosen: Chosen): string {
  switch (chosen.kind) {
    case "none":
      return `/${page}`;
    case "new":
      return `/${page}?new`;
    case "one":
      return `/${page}?id=${encodeURIComponent(chosen.id)}`;
  }
}

/** The address of a place, from the slash. */
export function pathOf({ tab, conversationId }: Place): string {
  switch (tab) {
    case "conversations":
      return conversationId === null ? "/" : `/conversations/${conversationId}`;
    case "contacts":
      return conversationId === null ? "/contacts" : `/contacts?${BESIDE}=${conversationId}`;
  }
}

/** The address of a conversation, from the slash. */
export function conversationPath(conversationId: string): string {
  return pathOf({ tab: "conversations", conversationId });
}
