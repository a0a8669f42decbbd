import type { RefObject } from "react";
import { createPortal } from "react-dom";
import type { Row } from "../../../rows/row.ts";
import type { RowAction } from "../../../rows/row-actions.ts";
import { ReplyIcon } from "../../icons.tsx";
import { useSwipes } from "../../swipe/use-swipes.ts";

export interface SwipeToReplyProps {
  /** The element that contains the messages. */
  readonly scroller: RefObject<HTMLElement | null>;
  readonly rows: readonly Row[];
  readonly offered: (row: Row) => readonly RowAction[];
  readonly onReply: (row: Row) => void;
}

/** A message that is swiped in the direction of reading is replied to. The same is in its actions. */
export function SwipeToReply({ scroller, rows, offered, onReply }: SwipeToReplyProps) {
  const rowOf = (element: HTMLElement) => rows.find(({ id }) => id === element.dataset["message"]);
  const swipe = useSwipes({
    find: () => scroller.current,
    // What is folded, edited or deleted has none.
    selector: "[data-message]:has(> .parley-message__line)",
    isAllowed(element, side) {
      const row = rowOf(element);
      return side === "forward" && row !== undefined && offered(row).includes("reply");
    },
    onSwiped({ row: element }) {
      const row = rowOf(element);
      if (row !== undefined) onReply(row);
    },
  });
  if (swipe === null) return null;
  return createPortal(
    <span className="parley-swipe" data-far={swipe.isFar} aria-hidden="true">
      <ReplyIcon />
    </span>,
    swipe.row,
  );
}
