import type { ChatPanel } from "@parley/react";

/** A place in the app. Each has an address, so that links and the back button work. */
export type Route =
  | { readonly page: "messages"; readonly place: Place }
  | AdminRoute
  | { readonly page: "settings"; readonly section: SettingsSection }
  | { readonly page: "share" }
  | { readonly page: "unknown" };

/** The pages of the settings. */
export type SettingsSection = "general" | "notifications";

/** The pages of an ADMIN. */
export type AdminRoute =
  | { readonly page: "groups"; readonly chosen: Chosen }
  | { readonly page: "people"; readonly text: string }
  | { readonly page: "reports"; readonly chosen: Chosen }
  | { readonly page: "activity" | "announcements" | "starters" | "operations" };

/** What is open in a list: nothing, the form for a new item, or one item. */
export type Chosen =
  | { readonly kind: "none" }
  | { readonly kind: "new" }
  | { readonly kind: "one"; readonly id: string };

/** The tab of the list, and the conversation that is open next to it. */
export interface Place {
  readonly tab: "conversations" | "contacts";
  readonly conversationId: string | null;
  /** The message of the conversation to which a link leads. */
  readonly seq: number | null;
  /** What is open next to the messages. */
  readonly panel: ChatPanel | null;
}

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const ID = new RegExp(`^${UUID}$`, "i");
const CONVERSATION = new RegExp(`^/conversations/(${UUID})/?$`, "i");
/** A link to a message. Larger numbers than any message has are understood as well: it is not there. */
const MESSAGE = new RegExp(`^/messages/(${UUID})/([1-9]\\d{0,9})/?$`, "i");
/** The largest number that a message can have. */
const LAST = 2_147_483_647;
const CONTACTS = /^\/contacts\/?$/;
/** The conversation that stays open while the contacts are shown. */
const OPEN = "conversation";
/** The name of that parameter in links of earlier versions. */
const OPEN_BEFORE = "beside";

const toConversationId = (text: string | null) =>
  text !== null && ID.test(text) ? text.toLowerCase() : null;

const PANEL = "panel";
/** What is searched for in a list. */
const TEXT = "text";

const toPanel = (text: string | null): ChatPanel | null =>
  text === "details" || text === "search" ? text : null;

/** A place. Without a conversation nothing else is open. */
const placeOf = (
  tab: Place["tab"],
  conversationId: string | null,
  more: Partial<Place> = {},
): Place => ({
  tab,
  conversationId,
  seq: null,
  panel: null,
  ...(conversationId !== null && more),
});

function parsePlace({ pathname, searchParams }: URL): Place | null {
  const panel = toPanel(searchParams.get(PANEL));
  if (pathname === "/") return placeOf("conversations", null);
  if (CONTACTS.test(pathname)) {
    const id = searchParams.get(OPEN) ?? searchParams.get(OPEN_BEFORE);
    return placeOf("contacts", toConversationId(id), { panel });
  }
  const [, linkedId, seq] = MESSAGE.exec(pathname) ?? [];
  if (linkedId !== undefined)
    return placeOf("conversations", toConversationId(linkedId), {
      seq: Math.min(Number(seq), LAST),
      panel,
    });
  const conversationId = toConversationId(CONVERSATION.exec(pathname)?.[1] ?? null);
  return conversationId === null ? null : placeOf("conversations", conversationId, { panel });
}

/** Ids of groups and users are the host's and can be dots, which a path would normalize away. */
function parseChosen(searchParams: URLSearchParams): Chosen {
  const id = searchParams.get("id");
  if (id !== null && id !== "") return { kind: "one", id };
  return { kind: searchParams.has("new") ? "new" : "none" };
}

/** Parses an address of this app. */
export function parseRoute(address: URL): Route {
  switch (address.pathname.replace(/(.)\/$/, "$1")) {
    case "/groups":
      return { page: "groups", chosen: parseChosen(address.searchParams) };
    case "/people":
      return { page: "people", text: address.searchParams.get(TEXT) ?? "" };
    case "/reports":
      return { page: "reports", chosen: parseChosen(address.searchParams) };
    case "/activity":
      return { page: "activity" };
    case "/announcements":
      return { page: "announcements" };
    case "/starters":
      return { page: "starters" };
    case "/operations":
      return { page: "operations" };
    case "/share":
      return { page: "share" };
    case "/settings":
      return { page: "settings", section: "general" };
    case "/settings/notifications":
      return { page: "settings", section: "notifications" };
  }
  const place = parsePlace(address);
  return place === null ? { page: "unknown" } : { page: "messages", place };
}

/** The path of an ADMIN's list, or of one item in it. */
export function chosenPath(page: "groups" | "reports", chosen: Chosen): string {
  switch (chosen.kind) {
    case "none":
      return `/${page}`;
    case "new":
      return `/${page}?new`;
    case "one":
      return `/${page}?id=${encodeURIComponent(chosen.id)}`;
  }
}

/** The path of the list of users, with those who have this name. */
export const peoplePath = (name: string): string =>
  `/people?${new URLSearchParams({ [TEXT]: name })}`;

/** The path of a page of the settings. */
export const settingsPath = (section: SettingsSection): string =>
  section === "general" ? "/settings" : `/settings/${section}`;

/** The path of a place. */
export function pathOf({ tab, conversationId, seq = null, panel = null }: ShortPlace): string {
  if (conversationId === null) return tab === "contacts" ? "/contacts" : "/";
  const query = new URLSearchParams();
  if (tab === "contacts") query.set(OPEN, conversationId);
  if (panel !== null) query.set(PANEL, panel);
  const path = () => {
    if (tab === "contacts") return "/contacts";
    return seq === null ? `/conversations/${conversationId}` : messagePath({ conversationId, seq });
  };
  return query.size === 0 ? path() : `${path()}?${query}`;
}

type ShortPlace = Pick<Place, "tab" | "conversationId"> & Partial<Place>;

/** The path of a message. */
export const messagePath = ({ conversationId, seq }: { conversationId: string; seq: number }) =>
  `/messages/${conversationId}/${seq}`;

/** The path of a conversation. */
export function conversationPath(conversationId: string): string {
  return pathOf({ tab: "conversations", conversationId });
}
