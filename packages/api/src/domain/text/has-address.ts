import { fragment } from "@parley/db/statement";

/**
 * What every web address that a screen shows as a link begins with: the rule of `mayHaveLinks`. It may be true of a
 * message in which the screen finds no link after all. `message` is an alias of the table of messages.
 */
export const hasAddress = (message: string) => fragment`${message}.body ~* 'https?://|www[.]'`;

/** Folded texts of which a message with a web address contains one. */
export const ADDRESS_STARTS = ["http", "www."] as const;
