import type { Person } from "@parley/contract/people";
import type { Row } from "../../../rows/row.ts";
import type { RowAction } from "../../../rows/row-actions.ts";

/** An own message whose text is being changed, in its place. */
export interface Editing {
  readonly messageId: string;
  readonly text: string;
  /** Whom an "@" offers. Nobody without. */
  readonly mentionable?: readonly Person[] | undefined;
  /** Why the last attempt was refused. */
  readonly problem: string | null;
  /** When the time for editing is over. */
  readonly until?: Date | undefined;
}

/** What happens when something is done with a message. The object stays the same, so that rows can be compared. */
export interface MessageActions {
  readonly onReply: (row: Row) => void;
  readonly onReact: (row: Row, emoji: string, isChosen: boolean) => void;
  readonly onEdit: (row: Row) => void;
  readonly onEditText: (text: string) => void;
  /** Somebody was chosen of those whom an "@" offers. */
  readonly onMention: (person: Person, at: number) => void;
  readonly onSave: (row: Row) => void;
  readonly onCancelEdit: () => void;
  readonly onDelete: (row: Row) => void;
  /** Takes a deletion back while there is time. */
  readonly onUndo: (row: Row) => void;
  readonly onMarkUnread: (row: Row) => void;
  /** The reader leaves the messages for the field below them. */
  readonly onLeave: () => void;
}

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
