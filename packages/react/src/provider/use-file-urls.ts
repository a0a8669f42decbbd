import { createStore, type ParleyClient, type Store, type WritableStore } from "@parley/client";
import type { FileLink, WithheldFile } from "@parley/contract";
import { useCallback, useEffect } from "react";
import { useMessaging } from "./messaging-context.ts";
import { useStore } from "./use-screen.ts";

/** Where a file is fetched, or why it is not; null if it is not there any more. */
type Known = { readonly link: FileLink | WithheldFile["reason"] | null; readonly until: number };

interface FileLinks {
  readonly known: Store<ReadonlyMap<string, Known>>;
  /** Fetches the link of a file, together with those that are wanted in the same moment. */
  want(id: string): void;
}

/** Links are valid for five minutes. Before their end another one is fetched for what is shown then. */
const MARGIN = 30_000;
/** As many as one call takes. */
const BATCH = 100;
const RETRY_AFTER = 3_000;
/** Milliseconds until the server is asked again for a file that is being checked. */
const CHECKED_AFTER = 3_000;

function createFileLinks({ trpc }: ParleyClient): FileLinks {
  const known: WritableStore<ReadonlyMap<string, Known>> = createStore(new Map());
  let wanted = new Set<string>();
  async function fetchWanted() {
    const ids = [...wanted].slice(0, BATCH);
    wanted = new Set([...wanted].slice(BATCH));
    if (wanted.size > 0) queueMicrotask(() => void fetchWanted());
    try {
      const answer = await trpc.files.links.query({ fileIds: ids });
      const { links, withheld = [], expiresAt } = answer;
      const until = Date.parse(expiresAt);
      const found = new Map<string, Known["link"]>([
        ...links.map((link) => [link.fileId, link] as const),
        ...withheld.map(({ fileId, reason }) => [fileId, reason] as const),
      ]);
      const next = ids.map((id) => [id, { link: found.get(id) ?? null, until }] as const);
      known.set(new Map([...known.get(), ...next]));
    } catch {
      setTimeout(() => ids.forEach(want), RETRY_AFTER);
    }
  }
  function want(id: string) {
    if (wanted.size === 0) queueMicrotask(() => void fetchWanted());
    wanted.add(id);
  }
  return { known, want };
}

const all = new WeakMap<ParleyClient, FileLinks>();

function linksOf(client: ParleyClient): FileLinks {
  const found = all.get(client) ?? createFileLinks(client);
  all.set(client, found);
  return found;
}

/** The addresses of a file in its sizes. */
export interface FileUrls {
  readonly status: "loading" | "ready" | "gone" | WithheldFile["reason"];
  readonly full?: string | undefined;
  readonly screen?: string | undefined;
  readonly thumb?: string | undefined;
  /** Asks again: an address has expired, or did not load. */
  readonly refresh: () => void;
}

/** Where a file can be fetched. What this page has sent is shown without being fetched. */
export function useFileUrls(id: string): FileUrls {
  const { client } = useMessaging();
  const links = linksOf(client);
  const known = useStore(links.known, () => links.known.get().get(id));
  const local = client.files.uploads.get()?.urlOf(id);
  const isNeeded = local === undefined && known === undefined;
  useEffect(() => {
    if (isNeeded) links.want(id);
    // What is rendered later than that gets a new one.
    else if (known !== undefined && known.until - MARGIN < client.server.now()) links.want(id);
  }, [client, links, id, isNeeded, known]);
  const isPending = known?.link === "pending";
  useEffect(() => {
    if (!isPending) return undefined;
    const timer = setInterval(() => links.want(id), CHECKED_AFTER);
    return () => clearInterval(timer);
  }, [links, id, isPending]);
  const refresh = useCallback(() => links.want(id), [links, id]);
  if (local !== undefined) return { status: "ready", full: local, refresh };
  if (known === undefined) return { status: "loading", refresh };
  if (known.link === null) return { status: "gone", refresh };
  if (typeof known.link === "string") return { status: known.link, refresh };
  const at = (path: string | undefined) => path && client.files.urlOf(path);
  const { full, screen, thumb } = known.link;
  return { status: "ready", full: at(full), screen: at(screen), thumb: at(thumb), refresh };
}
