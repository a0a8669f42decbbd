import type { Account } from "@parley/contract";
import type { RefObject } from "react";

/** Props of a dialog about a user. */
export interface PersonDialogProps {
  readonly account: Account;
  /** Where the focus goes afterwards. */
  readonly home: RefObject<HTMLElement | null>;
  onNotice(text: string): void;
  onClose(): void;
}
