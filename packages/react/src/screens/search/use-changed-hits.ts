import { shownMessage } from "@parley/client";
import type { SearchHit } from "@parley/contract";
import { plainTextOf } from "@parley/contract/formatting";
import { shownText } from "@parley/contract/shown-text";
import { useMemo } from "react";
import { useScreen } from "../../provider/use-screen.ts";
import { useLabels } from "../../provider/wording-context.ts";

/** Found messages with the optimistic updates applied. */
export function useChangedHits(hits: readonly SearchHit[]): readonly SearchHit[] {
  const { changes, userId } = useScreen((state) => ({
    changes: state.changes,
    userId: state.userId,
  }));
  const { deletedMessage } = useLabels();
  return useMemo(
    () =>
      hits.map((hit) => {
        const { body, files } = shownMessage(hit.message, changes.get(hit.message.id), userId);
        if (body === hit.message.body) return hit;
        return {
          ...hit,
          snippet: [
            {
              text: body === null ? deletedMessage : plainTextOf(shownText({ body, files })),
              isHit: false,
            },
          ],
        };
      }),
    [hits, changes, userId, deletedMessage],
  );
}
