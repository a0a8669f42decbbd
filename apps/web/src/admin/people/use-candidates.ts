import type { Account, Role } from "@parley/contract";
import { toLoadable, SEARCH_PAUSE, useDebounced } from "@parley/react";
import { trpc } from "../parts/admin-data.tsx";
import { keepPreviousData } from "@tanstack/react-query";
import { useAdminText } from "../parts/admin-text.ts";
import { useRefusal } from "../parts/use-refusal.ts";
import { accountsInput } from "./use-accounts.ts";

/** Users to select from. */
interface Candidates {
  readonly found: readonly Account[];
  /** Shown above the list; null if there is nothing to say. */
  readonly status: string | null;
}

/** Active users of a role, by part of their name or address. */
export function useCandidates(role: Role, text: string): Candidates {
  const { t } = useAdminText();
  const refusal = useRefusal();
  const wanted = useDebounced(text, SEARCH_PAUSE);
  const query = trpc.users.list.useQuery(accountsInput({ text: wanted, role, status: "active" }), {
    placeholderData: keepPreviousData,
  });
  const people = toLoadable({ ...query, data: query.data?.accounts });
  const hasMore = (query.data?.nextCursor ?? null) !== null;
  const isSearching = query.isFetching || wanted !== text;
  switch (people.status) {
    case "failed":
      return { found: [], status: t("choose.failed", { reason: refusal(people.reason) }) };
    case "loading":
      return { found: [], status: t("choose.searching") };
    case "ready":
      if (isSearching) return { found: people.value, status: t("choose.searching") };
      return { found: people.value, status: hasMore ? t("choose.moreToFind") : null };
  }
}
