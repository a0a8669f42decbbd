import { createIndexedDbOutboxStorage, createParleyClient } from "@parley/client";
import { MessagesPage, MessagingProvider, useUnreadTotal } from "@parley/react";
import "@parley/react/styles.css";
import { type ReactNode, useEffect, useState } from "react";

interface ParleyProps {
  readonly userId: string;
  /** Called when the session has ended, also in another tab. */
  readonly onSignedOut: () => void;
  readonly children: ReactNode;
}

/** The connection of the signed-in user. Unsent messages are stored for each user. */
export function Parley({ userId, onSignedOut, children }: ParleyProps) {
  const [client] = useState(() => {
    const storage = createIndexedDbOutboxStorage(`messages-of-${userId}`);
    return createParleyClient({ url: "/parley/trpc", storage });
  });
  useEffect(() => () => client.close(), [client]);
  useEffect(() => {
    const { subscribe, get } = client.connection;
    return subscribe(() => get().status === "signed-out" && onSignedOut());
  }, [client, onSignedOut]);
  return <MessagingProvider client={client}>{children}</MessagingProvider>;
}

export function UnreadBadge() {
  const unread = useUnreadTotal();
  return unread > 0 && <b aria-label={`${unread} unread`}>{unread}</b>;
}

export const Messages = () => (
  <div className="messages">
    <MessagesPage />
  </div>
);
