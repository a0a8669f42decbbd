import type { ReportPage, SavedPage, SearchPage } from "@parley/contract";
import type { ParleyClient } from "../create-client.ts";
import type { ScreenRequest } from "./screen-state.ts";

/** Items of one page of a request. */
const PAGE = 20;
/** A page of a request. */
export interface Page {
  readonly items: readonly unknown[];
  /** The cursor of the next page; null after the last one. */
  readonly next: { readonly fetch: (signal: AbortSignal) => Promise<Page> } | null;
}

/** One page of a query, and where the next one begins. */
type Load<Cursor> = (
  at: { readonly signal: AbortSignal },
  cursor: Cursor | undefined,
) => Promise<readonly [readonly unknown[], Cursor | null]>;

async function paged<Cursor>(
  load: Load<Cursor>,
  signal: AbortSignal,
  from?: Cursor,
): Promise<Page> {
  const [items, cursor] = await load({ signal }, from);
  const fetch = (next: AbortSignal) => paged(load, next, cursor ?? undefined);
  return { items, next: cursor === null ? null : { fetch } };
}

/** Fetches the first page of a request. */
export function fetchFirst(
  { messages, files, users, contacts, conversations, reports }: ParleyClient["trpc"],
  request: ScreenRequest,
  signal: AbortSignal,
): Promise<Page> {
  const limit = PAGE;
  switch (request.request) {
    case "search": {
      const { request: _, ...wanted } = request;
      return paged<SearchPage["nextCursor"] & object>(async (at, cursor) => {
        const page = await messages.search.query({ ...wanted, limit, cursor }, at);
        return [page.hits, page.nextCursor];
      }, signal);
    }
    case "mentions":
      return paged<SearchPage["nextCursor"] & object>(async (at, cursor) => {
        const page = await messages.mentions.query({ limit, cursor }, at);
        return [page.messages, page.nextCursor];
      }, signal);
    case "links":
      return paged<number>(async (at, before) => {
        const { conversationId } = request;
        const page = await messages.links.query({ conversationId, limit, before }, at);
        return [page.messages, page.nextBefore];
      }, signal);
    case "files":
      return paged<number>(async (at, before) => {
        const page = await files.list.query({ conversationId: request.conversationId, before }, at);
        return [page.files, page.nextBefore];
      }, signal);
    case "pinned":
      return paged(async (at) => {
        const { conversationId } = request;
        return [(await messages.pinned.query({ conversationId }, at)).messages, null];
      }, signal);
    case "saved":
      return paged<SavedPage["nextCursor"] & object>(async (at, cursor) => {
        const page = await messages.saved.query({ limit, cursor }, at);
        return [page.saved, page.nextCursor];
      }, signal);
    case "own-reports":
      return paged(async (at) => [(await reports.mine.query(undefined, at)).reports, null], signal);
    case "reports":
      return paged<ReportPage["nextCursor"] & object>(async (at, cursor) => {
        const page = await reports.list.query({ state: request.state, limit, cursor }, at);
        return [page.reports, page.nextCursor];
      }, signal);
    case "report":
      return paged(async (at) => {
        return [[await reports.get.query({ reportId: request.reportId }, at)], null];
      }, signal);
    case "open-reports":
      return paged(async (at) => [[await reports.count.query(undefined, at)], null], signal);
    case "people":
      return paged(async (at) => {
        const { people } = await users.search.query({ text: request.text, limit }, at);
        return [people, null];
      }, signal);
    case "explanation":
      return paged(
        async (at) => [[await contacts.explain.query({ userId: request.userId }, at)], null],
        signal,
      );
    case "about":
      return paged(async (at) => {
        const { conversationId } = request;
        return [[await conversations.about.query({ conversationId }, at)], null];
      }, signal);
  }
}
