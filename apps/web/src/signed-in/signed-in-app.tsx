import type { Person } from "@parley/contract";
import { type MessagePlace, MessagingProvider } from "@parley/react";
import "@parley/react/styles.css";
import { Suspense, use, useCallback, useEffect, useMemo, useState } from "react";
import type { Preferences } from "../preferences/preferences.ts";
import { usePreference } from "../storage/preference.ts";
import { useScreenLanguage } from "../i18n/screen-language.tsx";
import { forgetPush } from "../notifications/push-record.ts";
import type { Navigation } from "../routing/navigation.ts";
import { messagePath } from "../routing/route.ts";
import { requestSignOut } from "../session/browser-session.ts";
import { signInBegun } from "../session/sign-in-begun.ts";
import { createSignOutChannel, removePersonData } from "../session/person-data.ts";
import type { Session, SignedOutReason } from "../session/session.ts";
import { useMessageLabels } from "./message-labels.ts";
import { Pages } from "./pages.tsx";
import { ShellSkeleton } from "../shell/shell-skeleton.tsx";
import { sessionParts } from "./session-parts.ts";
import type { SessionParts } from "./session-parts.ts";
import { SessionWatch } from "./session-watch.ts";

export interface SignedInAppProps {
  readonly session: Session;
  readonly navigation: Navigation;
  readonly preferences: Preferences;
  onSessionEnd(reason: SignedOutReason): void;
  /** Called if another user is signed in by the cookie of this browser now. */
  onOtherUser(person: Person): void;
}

/** Folder of the emoji data, fetched when the picker opens. */
const EMOJI = "/emoji";

/** Loads what reads PDF with the first of them: as much as the rest of the app. */
const openPdf = async (content: ArrayBuffer) =>
  (await import("../pdf/open-pdf.ts")).openPdf(content);

const linkOfMessage = (place: MessagePlace) =>
  new URL(messagePath(place), window.location.href).href;

/** The app of a signed-in user. */
export default function SignedInApp(props: SignedInAppProps) {
  const { session, onOtherUser } = props;
  const [parts] = useState(() => sessionParts(session));
  useEffect(() => () => parts.close(), [parts]);
  useEffect(() => {
    let isOver = false;
    void parts.otherUser.then((person) => isOver || onOtherUser(person));
    return () => {
      isOver = true;
    };
  }, [parts, onOtherUser]);
  useEffect(() => signInBegun.end(), []);
  return (
    <Suspense fallback={<ShellSkeleton />}>
      <Restored {...props} parts={parts} />
    </Suspense>
  );
}

function Restored({ parts, ...props }: SignedInAppProps & { readonly parts: SessionParts }) {
  const { outbox, client, screen, kept } = parts;
  const { session, navigation, preferences, onSessionEnd } = props;
  const userId = session.person.id;
  use(screen.restored);
  const labels = useMessageLabels();
  const { locale } = useScreenLanguage();
  const sendKey = usePreference(preferences.sendKey);
  const formatting = usePreference(preferences.formatting);
  const end = useCallback(
    (reason: SignedOutReason) => {
      // After an expiry the user finds their screen again; a sign-out removes it. A session by cookie may have been ended
      // from another device, because this one is lost.
      if (reason !== "expired" || session.token === null) void kept.forget();
      onSessionEnd(reason);
      // What is unsent outlives a session that ended otherwise, for the same user alone. It goes after the page has:
      // a page that goes sends what was asked for.
      if (reason !== "left") return;
      setTimeout(() => void removePersonData(window, userId));
      forgetPush(userId).catch(() => undefined);
    },
    [kept, onSessionEnd, session.token, userId],
  );
  const leave = useCallback(() => {
    navigation.replace("/");
    end("left");
  }, [navigation, end]);
  const channel = useMemo(() => createSignOutChannel(userId), [userId]);
  useEffect(() => channel.listen(leave), [channel, leave]);
  return (
    <MessagingProvider
      client={client}
      screen={screen}
      labels={labels}
      locale={locale}
      options={{ sendKey, emojiDataUrl: EMOJI, formatting, linkOfMessage, openPdf }}
    >
      <SessionWatch onEnd={end} />
      <Pages
        session={session}
        navigation={navigation}
        preferences={preferences}
        outbox={outbox}
        onSignOut={(scope) => {
          // The sign-in page, which is shown next, carries it out.
          if (session.token === null) requestSignOut(scope);
          channel.tell();
          leave();
        }}
      />
    </MessagingProvider>
  );
}
