import type { Person } from "@parley/contract";
import type { Row } from "../../../rows/row.ts";
import type { KeepAction, RowAction } from "../../../rows/row-actions.ts";

/** An own message that is being edited in place. */
export interface Editing {
  readonly messageId: string;
  readonly text: string;
  /** People offered after an "@". Defaults to none. */
  readonly mentionable?: readonly Person[] | undefined;
  /** Why the last attempt to save was refused. */
  readonly problem: string | null;
  /** When the edit window ends. */
  readonly until?: Date | undefined;
}

/** The handlers of all actions on messages. A stable object, so that rows can compare it. */
export interface MessageActions {
  readonly onReply: (row: Row) => void;
  readonly onReact: (row: Row, emoji: string, isChosen: boolean) => void;
  readonly onEdit: (row: Row) => void;
  readonly onEditText: (text: string) => void;
  /** A person was chosen of those offered after an "@". */
  readonly onMention: (person: Person, at: number) => void;
  readonly onSave: (row: Row) => void;
  readonly onCancelEdit: () => void;
  readonly onDelete: (row: Row) => void;
  /** Undoes a deletion before it is sent. */
  readonly onUndo: (row: Row) => void;
  readonly onMarkUnread: (row: Row) => void;
  /** Pins or saves a message, or takes it back. */
  readonly onKeep: (row: Row, action: KeepAction) => void;
  /** Makes an action item of the message. Needed only if `make-item` is offered. */
  readonly onMakeItem?: ((row: Row) => void) | undefined;
  /** Reports the message to staff. Needed only if `report` is offered. */
  readonly onReport?: ((row: Row) => void) | undefined;
  /** Copies the address of the message. Needed only if `copy-link` is offered. */
  readonly onCopyLink?: ((row: Row) => void) | undefined;
  /** Keeps the text as a template. Needed only if `template` is offered. */
  readonly onTemplate?: ((row: Row) => void) | undefined;
  /** Shows the translation. Needed only if `translate` is offered. */
  readonly onTranslate?: ((row: Row) => void) | undefined;
  /** The user leaves the messages for the composer. */
  readonly onLeave: () => void;
}

/** Actions shown next to a message for pointers; the others are behind `More`. */
export const INLINE_ACTIONS = ["react", "reply", "edit", "delete"] as const;

/** One of them. */
export type InlineAction = (typeof INLINE_ACTIONS)[number];

interface Performing {
  readonly row: Row;
  readonly actions: MessageActions;
  /** Opens the emoji popover. */
  readonly pick: () => void;
}

/** Performs an action on a message, for buttons, menus and keys. */
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
    case "pin":
    case "unpin":
    case "save":
    case "unsave":
      return actions.onKeep(row, action);
    case "make-item":
      return actions.onMakeItem?.(row);
    case "report":
      return actions.onReport?.(row);
    case "copy-link":
      return actions.onCopyLink?.(row);
    case "translate":
      return actions.onTranslate?.(row);
    case "template":
      return actions.onTemplate?.(row);
    case "copy":
      // If the browser refuses the clipboard, nothing else can be done.
      return void navigator.clipboard?.writeText(row.body ?? "").catch(() => undefined);
  }
}
