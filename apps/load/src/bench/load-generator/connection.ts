/** One message that a user sends. */
export interface OutgoingMessage {
  readonly id: string;
  readonly conversationId: string;
  /** The other user of a direct conversation, for servers without a list of participants. */
  readonly to: string;
  readonly body: string;
}

/** Callbacks of one user's connection. */
export interface ConnectionCallbacks {
  /** The server has stored the message. */
  onStored(id: string): void;
  onRefused(id: string, reason: string): void;
  /** The message has arrived at this user. */
  onMessage(id: string): void;
  onClosed(): void;
}

/** One user's connection. */
export interface Connection {
  send(message: OutgoingMessage): void;
  close(): void;
}

/** Connects one user, and resolves once they receive messages. */
export type OpenConnection = (
  userId: string,
  callbacks: ConnectionCallbacks,
) => Promise<Connection>;
