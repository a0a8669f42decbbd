import type { Person } from "@parley/contract/people";
import type { ReactNode } from "react";
import type { Row } from "../../../rows/row.ts";
import type { MessageActions } from "./message-actions.ts";

/** What every row of the log shows and does alike. */
export interface RowProps {
  /** The signed-in person. */
  readonly userId: string;
  readonly people: ReadonlyMap<string, Person>;
  readonly isGroup: boolean;
  readonly onRetry: (messageId: string) => void;
  readonly onDiscard: (messageId: string) => void;
  /** Without it messages can be read, and nothing else. */
  readonly actions?: MessageActions | undefined;
  /** Draws the message at a place, above an answer to it. `onJump` leads there. */
  readonly renderQuote?: ((seq: number, onJump: () => void) => ReactNode) | undefined;
}

/** What the rows ask of the list that they stand in. */
export interface ListTools {
  /** Opens what else can be done with a message, at the button that was pressed. */
  readonly onMore: (row: Row, trigger: HTMLElement) => void;
  /** Opens the choice of emoji. */
  readonly onPick: (row: Row, trigger: HTMLElement) => void;
  readonly onJump: (seq: number) => void;
  /** Shows what is hidden: a message of somebody blocked, the rest of a long text. */
  readonly onUnfold: (messageId: string, isUnfolded: boolean) => void;
}

/** How one row is shown just now. */
export interface RowState {
  /** Tab leads here. */
  readonly isTabStop: boolean;
  /** The focus is on it or in it: Tab goes on to what can be pressed in it. */
  readonly isEntered: boolean;
  /** It was jumped to. */
  readonly isHighlighted: boolean;
  /** Somebody whom the reader blocks has written it. */
  readonly isBlocked: boolean;
  readonly isUnfolded: boolean;
}
