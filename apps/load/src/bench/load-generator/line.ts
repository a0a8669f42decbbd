/** One message that a person sends. */
export interface Letter {
  readonly id: string;
  readonly conversationId: string;
  /** The other person of a direct conversation, for servers that keep no list of who is in it. */
  readonly to: string;
  readonly body: string;
}

/** Hears what one person's connection brings. */
export interface Ear {
  /** The server has stored the message. */
  onStored(id: string): void;
  onRefused(id: string, reason: string): void;
  /** The message has come to this person. */
  onMessage(id: string): void;
  onClosed(): void;
}

/** One person's connection. */
export interface Line {
  send(letter: Letter): void;
  close(): void;
}

/** Connects one person, and resolves once messages come to them. */
export type OpenLine = (userId: string, ear: Ear) => Promise<Line>;
