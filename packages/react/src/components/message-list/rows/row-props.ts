import type { Person } from "@parley/contract";
import type { ReactNode } from "react";
import type { Row } from "../../../rows/row.ts";
import type { MessageActions } from "../actions/message-actions.ts";

/** What all rows of the log have in common. */
export interface RowProps {
  /** The signed-in user. */
  readonly userId: string;
  /** Senders and mentioned users, by id. */
  readonly people: ReadonlyMap<string, Person>;
  /** Whether the names of senders are shown. */
  readonly isGroup: boolean;
  /** Sends a message again that was refused. */
  readonly onRetry: (messageId: string) => void;
  /** Removes a message that was refused. */
  readonly onDiscard: (messageId: string) => void;
  /** Without it messages are read-only. */
  readonly actions?: MessageActions | undefined;
  /** Renders the thing of which a message is the card; null if it is of none. `text` is what else would be shown. */
  readonly renderCard?: ((messageId: string, text: ReactNode) => ReactNode) | undefined;
  /** Renders the quoted message with this `seq` above a reply. `onJump` scrolls to it. */
  readonly renderQuote?: ((seq: number, onJump: () => void) => ReactNode) | undefined;
}

/** What rows ask of their list. */
export interface RowHandlers {
  /** Opens the menu of a message, at the pressed button. */
  readonly onMore: (row: Row, trigger: HTMLElement) => void;
  /** Opens the emoji popover. */
  readonly onPick: (row: Row, trigger: HTMLElement) => void;
  readonly onJump: (seq: number) => void;
  /** Shows what is folded: a message of a blocked user, the rest of a long text. */
  readonly onUnfold: (messageId: string, isUnfolded: boolean) => void;
}

/** The current state of one row. */
export interface RowState {
  /** Tab reaches this row. */
  readonly isTabStop: boolean;
  /** The focus is on or in the row: Tab continues to its controls. */
  readonly isEntered: boolean;
  /** The list has just scrolled to it on request. */
  readonly isHighlighted: boolean;
  /** Its author is blocked by the user. */
  readonly isBlocked: boolean;
  readonly isUnfolded: boolean;
  readonly isPinned: boolean;
  /** The user has saved it. */
  readonly isSaved: boolean;
}
