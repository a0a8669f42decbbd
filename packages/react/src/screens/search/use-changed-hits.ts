import type { SearchHit } from "@parley/contract/messages";
import { useMemo } from "react";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useLabels } from "../../provider/wording-context.ts";
import { bodyAfter } from "../../stores/message-changes.ts";
import { useStore } from "../../stores/use-store.ts";

/** Found messages as they will be once the server has what was just changed in them. */
export function useChangedHits(hits: readonly SearchHit[]): readonly SearchHit[] {
  const { changes } = useMessaging().stores;
  const { deletedMessage } = useLabels();
  const all = useStore(changes, changes.all);
  return useMemo(
    () =>
      hits.map((hit) => {
        const change = all.get(hit.message.id);
        const body = bodyAfter(hit.message, change);
        if (change === undefined || body === hit.message.body) return hit;
        return { ...hit, snippet: [{ text: body ?? deletedMessage, isHit: false }] };
      }),
    [hits, all, deletedMessage],
  );
}
