import { createIndexedDbOutboxStorage, createParleyClient } from "@parley/client";
import type { ParleyClient } from "@parley/client";
import { MessagingProvider } from "@parley/react";
import "@parley/react/styles.css";
import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import type { Navigation } from "../routing/navigation.ts";
import { useRoute } from "../routing/use-route.ts";
import type { Session, SignedOutReason } from "../session/session.ts";
import { AppHeader } from "../shell/app-header.tsx";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Messages } from "./messages.tsx";
import { SessionWatch } from "./session-watch.ts";
import { UnreadTitle } from "./unread-title.ts";

export interface SignedInAppProps {
  readonly session: Session;
  readonly navigation: Navigation;
  readonly themeSwitch: ReactNode;
  onSessionEnd(reason: SignedOutReason): void;
}

function createClient({ token, person }: Session): ParleyClient {
  return createParleyClient({
    url: "/trpc",
    token: () => token,
    storage: createIndexedDbOutboxStorage(`parley-outbox-${person.id}`),
  });
}

const options = { emojiDataUrl: "/emoji" };

/** The app of somebody who is signed in. */
export default function SignedInApp(props: SignedInAppProps) {
  const { session, navigation, themeSwitch, onSessionEnd } = props;
  const [client] = useState(() => createClient(session));
  useEffect(() => () => client.close(), [client]);
  const route = useRoute(navigation);
  const leave = () => {
    navigation.replace("/");
    onSessionEnd("left");
  };
  return (
    <MessagingProvider client={client} options={options}>
      <UnreadTitle />
      <SessionWatch onEnd={onSessionEnd} />
      <div className="flex h-dvh flex-col">
        <AppHeader person={session.person} themeSwitch={themeSwitch} onSignOut={leave} />
        {route.page === "unknown" ? (
          <NotFoundPage onLeave={() => navigation.replace("/")} />
        ) : (
          <main className="min-h-0 grow">
            <h2 className="sr-only">Messages</h2>
            <Messages place={route.place} navigation={navigation} />
          </main>
        )}
      </div>
    </MessagingProvider>
  );
}
