import type { OutboxStorage } from "@parley/client";
import type { Person } from "@parley/contract";
import { useMe, useMessaging } from "@parley/react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import type { ReactNode, RefObject } from "react";
import type { Preferences } from "../preferences/preferences.ts";
import { useText } from "../i18n/shell-text.ts";
import { KeyboardMap } from "../keyboard/keyboard-map.tsx";
import { createNotificationSettings } from "../notifications/notification-settings.ts";
import type { NotificationSettingsStore } from "../notifications/notification-settings.ts";
import type { Navigation } from "../routing/navigation.ts";
import type { Route } from "../routing/route.ts";
import type { SignOutScope } from "../session/browser-session.ts";
import type { Session } from "../session/session.ts";
import { useAtRest, useLater } from "./use-later.ts";
import { useSignOut } from "../session/use-sign-out.ts";
import { useRoute } from "../routing/use-route.ts";
import { AccountMenu } from "../shell/account-menu.tsx";
import { AppHeader } from "../shell/app-header.tsx";
import { MainNav } from "../shell/main-nav.tsx";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { PageSkeleton } from "../shell/page-skeleton.tsx";
import { CONTENT_ID, SkipLink } from "../shell/skip-link.tsx";
import { Messages } from "./messages.tsx";
import { PageTitle } from "./page-title.ts";

/** Pages of an ADMIN, and rarely opened ones, are loaded on demand. */
const AdminPages = lazy(async () => {
  const { AdminPages: component } = await import("../admin/admin-pages.tsx");
  return { default: component };
});
const SettingsPage = lazy(async () => {
  const { SettingsPage: component } = await import("../settings/settings-page.tsx");
  return { default: component };
});
const SharePage = lazy(async () => {
  const { SharePage: component } = await import("../share/share-page.tsx");
  return { default: component };
});
/** Nothing waits for it: it is loaded when the page is at rest. */
const loadNotifications = async () =>
  (await import("../notifications/browser-notifications.tsx")).BrowserNotifications;

const loadSignOutDialog = async () =>
  (await import("../session/sign-out-dialog.tsx")).SignOutDialog;

export interface PagesProps {
  readonly session: Session;
  readonly navigation: Navigation;
  readonly preferences: Preferences;
  /** Unsent messages of all tabs. */
  readonly outbox: OutboxStorage;
  onSignOut(scope: SignOutScope): void;
}

/** The current user: the session's copy is as old as the sign-in. */
function usePerson(signedIn: Person): Person {
  const me = useMe();
  return me.status === "ready" ? me.value : signedIn;
}

/** A new page gets the focus, like a loaded document. */
function useFocusOnPage(main: RefObject<HTMLElement | null>, page: Route["page"]) {
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    main.current?.focus({ preventScroll: true });
  }, [main, page]);
}

/** The page of the address, under the header. */
export function Pages({ session, navigation, preferences, outbox, onSignOut }: PagesProps) {
  const { unsent, ask, stay, leave } = useSignOut(outbox, onSignOut);
  const dialog = useLater(unsent !== null, loadSignOutDialog);
  const person = usePerson(session.person);
  const route = useRoute(navigation);
  const main = useRef<HTMLElement>(null);
  useFocusOnPage(main, route.page);
  const { client } = useMessaging();
  const { t, language } = useText();
  const [notifications] = useState(() =>
    createNotificationSettings(client.trpc, { language, now: Date.now }),
  );
  const [sender, setSender] = useState<string | null>(null);
  const [showsKeys, setShowsKeys] = useState(false);
  const isAtRest = useAtRest();
  const notifier = useLater(isAtRest, loadNotifications);
  const isInConversation = route.page === "messages" && route.place.conversationId !== null;
  const current = route.page === "unknown" || route.page === "share" ? null : route.page;
  return (
    <div className="app">
      <SkipLink />
      <PageTitle page={current} sender={sender} />
      {notifier !== null && (
        <notifier.Component
          navigation={navigation}
          preferences={preferences}
          settings={notifications}
          onSender={setSender}
        />
      )}
      <KeyboardMap preferences={preferences} isOpen={showsKeys} onChange={setShowsKeys} />
      <AppHeader
        title={current === null ? "" : t(`nav.${current}`)}
        isInConversation={isInConversation}
        nav={<MainNav role={person.role} current={current} navigation={navigation} />}
        account={
          <AccountMenu
            person={person}
            navigation={navigation}
            theme={preferences.theme}
            onKeys={() => setShowsKeys(true)}
            onSignOut={() => void ask("current")}
          />
        }
      />
      {unsent !== null && dialog !== null && (
        <dialog.Component unsent={unsent} onSignOut={leave} onStay={stay} />
      )}
      <main
        ref={main}
        id={CONTENT_ID}
        tabIndex={-1}
        className="app-main"
        data-page={route.page}
        data-in-conversation={isInConversation}
      >
        <Suspense fallback={<PageSkeleton />}>
          <Page
            route={route}
            person={person}
            navigation={navigation}
            preferences={preferences}
            notifications={notifications}
            onSignOutEverywhere={session.token === null ? () => void ask("all") : undefined}
          />
        </Suspense>
      </main>
    </div>
  );
}

interface PageProps {
  readonly route: Route;
  readonly person: Person;
  readonly navigation: Navigation;
  readonly preferences: Preferences;
  readonly notifications: NotificationSettingsStore;
  /** Absent if the session is not one of several browsers. */
  readonly onSignOutEverywhere: (() => void) | undefined;
}

function Page(props: PageProps): ReactNode {
  const { route, person, navigation, preferences, notifications, onSignOutEverywhere } = props;
  const { t } = useText();
  const nothing = <NotFoundPage onLeave={() => navigation.replace("/")} />;
  switch (route.page) {
    case "messages":
      return (
        <>
          <h2 className="sr-only">{t("nav.messages")}</h2>
          <Messages place={route.place} navigation={navigation} />
        </>
      );
    case "groups":
    case "people":
    case "reports":
    case "activity":
    case "announcements":
    case "starters":
    case "operations":
      // For others these addresses do not exist.
      if (person.role !== "ADMIN") return nothing;
      return <AdminPages route={route} navigation={navigation} />;
    case "settings":
      return (
        <SettingsPage
          section={route.section}
          navigation={navigation}
          preferences={preferences}
          notifications={notifications}
          onSignOutEverywhere={onSignOutEverywhere}
        />
      );
    case "share":
      return <SharePage navigation={navigation} />;
    case "unknown":
      return nothing;
  }
}
