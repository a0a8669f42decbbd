import type { StarterKey } from "@parley/contract/starter-table";

/** The text of every starter in one language. */
export type StarterTexts = Readonly<Record<StarterKey, string>>;
