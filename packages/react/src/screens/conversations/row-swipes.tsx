import type { ConversationChange } from "@parley/client";
import { useMemo, useRef } from "react";
import { createPortal } from "react-dom";
import { useSwipes } from "../../components/swipe/use-swipes.ts";
import type { SwipeSide } from "../../components/swipe/follow-swipes.ts";
import type { ConversationItem } from "../../conversation-item.ts";
import type { Labels } from "../../labels.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { type ConversationVerbs, useRowActions } from "./use-row-actions.tsx";

export interface RowSwipesProps {
  readonly items: readonly ConversationItem[];
  readonly verbs: ConversationVerbs;
}

/** What a swipe to each side does. */
const VERBS = { forward: "read", back: "archive" } as const satisfies Record<SwipeSide, string>;

/** Of changes that are said of none but a swipe. */
function noticeOf({ name, lastSeq }: ConversationItem, wish: ConversationChange, labels: Labels) {
  if (wish.type === "read")
    return { text: labels.wasMarkedRead(name), undo: { type: "marked-unread" } } as const;
  if (wish.type === "marked-unread")
    return { text: labels.wasMarkedUnread(name), undo: { type: "read", seq: lastSeq } } as const;
  return undefined;
}

/**
 * A row that is swiped in the direction of reading is marked as read or unread, and one that is swiped back is archived; both
 * can be undone. The same is in its menu.
 */
export function RowSwipes({ items, verbs }: RowSwipesProps) {
  const place = useRef<HTMLSpanElement>(null);
  const labels = useAllLabels();
  const withNotice = useMemo<ConversationVerbs>(
    () => ({
      ...verbs,
      onChange(item, wish) {
        verbs.onChange(item, wish, noticeOf(item, wish, labels));
      },
    }),
    [verbs, labels],
  );
  const actionsOf = useRowActions(withNotice);
  const actionOf = (row: HTMLElement, side: SwipeSide) => {
    const item = items.find(({ id }) => id === row.dataset["row"]);
    return item && actionsOf(item).find(({ verb }) => verb === VERBS[side]);
  };
  const swipe = useSwipes({
    find: () => place.current?.parentElement,
    selector: "[data-row]",
    isAllowed: (row, side) => actionOf(row, side) !== undefined,
    onSwiped: ({ row, side }) => actionOf(row, side)?.onChoose(),
  });
  const action = swipe && actionOf(swipe.row, swipe.side);
  return (
    <>
      {/* Next to the rows. */}
      <span ref={place} hidden />
      {swipe &&
        action &&
        createPortal(
          <span
            className="parley-swipe"
            data-side={swipe.side}
            data-far={swipe.isFar}
            aria-hidden="true"
          >
            {action.icon}
            <span>{action.label}</span>
          </span>,
          swipe.row,
        )}
    </>
  );
}
