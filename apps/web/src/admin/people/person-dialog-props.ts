import type { Account } from "@parley/contract/people";
import type { RefObject } from "react";

/** What a question about somebody works with. */
export interface PersonDialogProps {
  readonly account: Account;
  /** Where the focus goes when it is done. */
  readonly home: RefObject<HTMLElement | null>;
  onNotice(text: string): void;
  onClose(): void;
}
