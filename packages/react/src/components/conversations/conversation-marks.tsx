import type { ConversationItem } from "../../conversation-item.ts";
import { FOR_EVER } from "@parley/contract/limits";
import { useFormat, useLabels } from "../../provider/wording-context.ts";
import { MutedIcon, PinIcon } from "../action-icons.tsx";

/** Until when a conversation is muted, in words. */
function useMutedWords(): (until: string) => string {
  const labels = useLabels();
  const format = useFormat();
  return (until) =>
    until === FOR_EVER ? labels.muted : labels.mutedUntil(format.fullTime(new Date(until)));
}

/** The user's preferences for a conversation as small icons, with a text for screen readers. */
export function ConversationMarks({
  id,
  item: { isPinned, mutedUntil, isMentioned },
}: {
  /** Prefix of the ids of the texts. */
  id: string;
  item: Pick<ConversationItem, "isPinned" | "mutedUntil" | "isMentioned">;
}) {
  const labels = useLabels();
  const mutedWords = useMutedWords();
  if (!isPinned && mutedUntil === null && !isMentioned) return null;
  return (
    <span className="parley-marks">
      {mutedUntil !== null && (
        <span className="parley-marks__mark" title={mutedWords(mutedUntil)}>
          <MutedIcon />
          <span id={`${id}-muted`} className="parley-hidden">
            {mutedWords(mutedUntil)}
          </span>
        </span>
      )}
      {isPinned && (
        <span className="parley-marks__mark" title={labels.pinned}>
          <PinIcon />
          <span id={`${id}-pinned`} className="parley-hidden">
            {labels.pinned}
          </span>
        </span>
      )}
      {isMentioned && (
        <span className="parley-badge parley-badge--mention" title={labels.mentionsYou}>
          <span aria-hidden="true">@</span>
          <span id={`${id}-mention`} className="parley-hidden">
            {labels.mentionsYou}
          </span>
        </span>
      )}
    </span>
  );
}
