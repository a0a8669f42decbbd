"use client";

import { createIndexedDbOutboxStorage, createParleyClient } from "@parley/client";
import { MessagesPage, MessagingProvider, useUnreadTotal } from "@parley/react";
import "@parley/react/styles.css";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";

/** The connection of the signed-in user. Unsent messages are stored for each user. */
export function Parley({ userId, children }: { userId: string; children: ReactNode }) {
  const [client] = useState(() => {
    const storage = createIndexedDbOutboxStorage(`messages-of-${userId}`);
    return createParleyClient({ url: "/parley/trpc", storage });
  });
  useEffect(() => () => client.close(), [client]);
  const { refresh } = useRouter();
  useEffect(() => {
    // The session has ended, perhaps in another tab: the layout leads to the sign-in page.
    const { subscribe, get } = client.connection;
    return subscribe(() => get().status === "signed-out" && refresh());
  }, [client, refresh]);
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
