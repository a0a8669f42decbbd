import type { Row } from "../../../rows/row.ts";
import type { RowAction } from "../../../rows/row-actions.ts";
import type { MessageActions } from "./message-actions.ts";

interface Performing {
  readonly row: Row;
  readonly actions: MessageActions;
  /** Opens the choice of emoji. */
  readonly pick: () => void;
}

/** Does one thing with one message, however it was asked for. */
export function performAction(action: RowAction, { row, actions, pick }: Performing): void {
  switch (action) {
    case "reply":
      return actions.onReply(row);
    case "react":
      return pick();
    case "edit":
      return actions.onEdit(row);
    case "delete":
      return actions.onDelete(row);
    case "mark-unread":
      return actions.onMarkUnread(row);
    case "copy":
      // A refused clipboard leaves things as they are: there is nothing else to do.
      return void navigator.clipboard?.writeText(row.body ?? "").catch(() => undefined);
  }
}
