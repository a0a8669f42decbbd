import { conversationIdSchema } from "@parley/contract/ids";

/** Where in the app somebody is. Every place has an address, so that links and the back button work. */
export type Route =
  | { readonly page: "messages"; readonly place: Place }
  | { readonly page: "unknown" };

/** What stands in the list, and which conversation is open beside it. */
export interface Place {
  readonly tab: "conversations" | "contacts";
  readonly conversationId: string | null;
}

const CONVERSATION = /^\/conversations\/([^/]+)\/?$/;
const CONTACTS = /^\/contacts\/?$/;
/** Names the conversation that stays open while one looks through the contacts. */
const BESIDE = "beside";

function parsePlace({ pathname, searchParams }: URL): Place | null {
  if (pathname === "/") return { tab: "conversations", conversationId: null };
  if (CONTACTS.test(pathname)) {
    const beside = conversationIdSchema.safeParse(searchParams.get(BESIDE));
    return { tab: "contacts", conversationId: beside.data ?? null };
  }
  const open = conversationIdSchema.safeParse(CONVERSATION.exec(pathname)?.[1]);
  return open.success ? { tab: "conversations", conversationId: open.data } : null;
}

/** What an address of this app names. */
export function parseRoute(address: URL): Route {
  const place = parsePlace(address);
  return place === null ? { page: "unknown" } : { page: "messages", place };
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
