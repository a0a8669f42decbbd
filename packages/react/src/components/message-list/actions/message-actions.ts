import type { Person } from "@parley/contract/people";
import type { Row } from "../../../rows/row.ts";

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
