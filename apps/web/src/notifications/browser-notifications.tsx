import { findRow } from "@parley/client";
import type { Screen } from "@parley/client";
import type { Message } from "@parley/contract";
import { useMe, useMessaging, useUnreadTotal } from "@parley/react";
import { useEffect, useMemo } from "react";
import { useText } from "../i18n/shell-text.ts";
import type { Preferences } from "../preferences/preferences.ts";
import type { Navigation } from "../routing/navigation.ts";
import type { Route } from "../routing/route.ts";
import { APP_NAME } from "../signed-in/page-title.ts";
import { createBadges } from "./badges.ts";
import { createDesktop } from "./desktop.ts";
import type { NotificationSettingsStore } from "./notification-settings.ts";
import { senderName, startNotifier } from "./notifier.ts";
import type { NoteWords, Rules } from "./notifier.ts";
import { pushRecord } from "./push-record.ts";
import { pushWords } from "./push-words.ts";
import { startReportNotices } from "./report-notices.ts";
import { isQuietAt } from "./quiet-now.ts";
import { joinTabs } from "./tabs.ts";
import type { Tabs } from "./tabs.ts";
import { playTone } from "./tone.ts";

interface BrowserNotificationsProps {
  readonly navigation: Navigation;
  readonly preferences: Preferences;
  readonly settings: NotificationSettingsStore;
  /** Called with the name of who wrote while the tab was not in the foreground, and with null once it is. */
  onSender(name: string | null): void;
}

/** Messages that come within this time are one notification for each conversation, in milliseconds. */
const COLLECT_FOR = 500;

const openConversation = (route: Route) =>
  route.page === "messages" ? route.place.conversationId : null;

/** Keeps the other tabs informed of what this one shows. Returns a function that ends it. */
function watchSight(tabs: Tabs, navigation: Navigation): () => void {
  const tell = () => {
    const isVisible = document.visibilityState === "visible";
    const conversationId = openConversation(navigation.current());
    tabs.show(isVisible ? { isFocused: document.hasFocus(), conversationId } : null);
  };
  tell();
  const listening = new AbortController();
  for (const type of ["focus", "blur", "pagehide"])
    window.addEventListener(type, tell, { signal: listening.signal });
  document.addEventListener("visibilitychange", tell, { signal: listening.signal });
  const stop = navigation.subscribe(tell);
  return () => {
    listening.abort();
    stop();
  };
}

/** The path that a message of the worker opens, if it is about a notification of this user. */
function openedPath(data: unknown, userId: string): string | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  if (!("type" in data && "userId" in data && "path" in data)) return undefined;
  // The worker asks every tab: in a demo each can be another user's.
  const isMeant = data.type === "notification-opened" && data.userId === userId;
  return isMeant && typeof data.path === "string" ? data.path : undefined;
}

/** Calls back with paths that this user's notifications open, until the result is called. */
function watchOpened(userId: string, onOpen: (path: string) => void): () => void {
  const { serviceWorker } = navigator;
  const onMessage = ({ data, ports }: MessageEvent<unknown>) => {
    const path = openedPath(data, userId);
    if (path === undefined) return;
    ports[0]?.postMessage("opened");
    onOpen(path);
  };
  serviceWorker?.addEventListener("message", onMessage);
  return () => serviceWorker?.removeEventListener("message", onMessage);
}

/** Calls back with who wrote while this tab is not in the foreground, and with null once it is, or that was read elsewhere. */
function watchSender(
  screen: Screen,
  settings: NotificationSettingsStore,
  onSender: (name: string | null) => void,
): () => void {
  let latest: Message | undefined;
  const rowOf = (conversationId: string) => findRow(screen.get().shown, conversationId);
  const end = () => {
    latest = undefined;
    onSender(null);
  };
  const stops = [
    screen.onIncoming((message) => {
      const own = settings.get();
      const isNamed = own.status === "ready" && own.own.settings.content !== "none";
      if (document.hasFocus() || !isNamed) return;
      latest = message;
      const row = rowOf(message.conversationId);
      // The members of a group that was never opened are not known by name.
      const group = row?.with.kind === "group" ? row.with.name : null;
      onSender(senderName(screen.get(), message) ?? group);
    }),
    screen.subscribe(() => {
      const row = latest && rowOf(latest.conversationId);
      if (row?.unread === 0) end();
    }),
    () => window.removeEventListener("focus", end),
    end,
  ];
  window.addEventListener("focus", end);
  return () => {
    for (const stop of stops) stop();
  };
}

async function rulesOf(
  settings: NotificationSettingsStore,
  now: number,
): Promise<Rules | undefined> {
  const own = await settings.recent();
  if (own === undefined) return undefined;
  const { quietHours, timeZone, content } = own.settings;
  return { isQuiet: isQuietAt(now, quietHours, timeZone ?? "UTC"), content };
}

/** Notifies of new messages, and ADMINs of new reports, while the user does something else: by the operating system, a sound, the title and badges. */
export function BrowserNotifications(props: BrowserNotificationsProps) {
  const { navigation, preferences, settings, onSender } = props;
  const { client, screen } = useMessaging();
  const { t, locale } = useText();
  const unread = useUnreadTotal();
  const me = useMe();
  const isStaff = me.status === "ready" && me.value.role === "ADMIN";
  const { userId } = screen.get();

  const badges = useMemo(() => createBadges(window), []);
  useEffect(() => badges.set(unread), [badges, unread]);
  useEffect(() => () => badges.set(0), [badges]);
  // A user whose zone is not known gets that of this browser.
  useEffect(() => void settings.load(), [settings]);
  // At each start, and in the language of the screen.
  useEffect(() => {
    const renew = async () => {
      const record = await pushRecord.load();
      if (record?.userId !== userId) return;
      const { createPush } = await import("./push.ts");
      const words = pushWords(t);
      await createPush({ window, trpc: client.trpc, userId, lang: locale, words }).renew();
    };
    // The next start renews it.
    renew().catch(() => undefined);
  }, [client, userId, locale, t]);
  // A blocked user's messages in groups cause no notification, if it is known who is blocked.
  useEffect(() => screen.watch({ part: "blocked" }), [screen]);

  useEffect(() => watchSender(screen, settings, onSender), [screen, settings, onSender]);

  const desktop = useMemo(
    () => createDesktop({ window, userId, onOpen: (path) => navigation.go(path) }),
    [userId, navigation],
  );
  useEffect(() => {
    const tabs = joinTabs(navigator.locks, userId);
    const words: NoteWords = {
      lang: locale,
      product: APP_NAME,
      newMessages: (count) => t("notify.newMessages", { count }),
      inGroup: (sender, group) => t("notify.inGroup", { sender, group }),
    };
    const isOn = (preference: { current(): string }) => preference.current() === "on";
    const mayShow = () =>
      isOn(preferences.notifications) &&
      "Notification" in window &&
      Notification.permission === "granted";
    const showReport = async (isUrgent: boolean) => {
      if (!tabs.isLeader() || !mayShow() || document.hasFocus()) return;
      const rules = await rulesOf(settings, client.server.now());
      if (rules === undefined || (rules.isQuiet && !isUrgent)) return;
      const body = t(isUrgent ? "notify.urgentReport" : "notify.report");
      const note = { title: APP_NAME, body, lang: locale, path: "/reports" };
      // The name under which the worker shows them too.
      await desktop.show({ ...note, conversationId: "report" });
    };
    const stops = [
      watchSight(tabs, navigation),
      watchOpened(userId, (path) => navigation.go(path)),
      startNotifier({
        screen,
        tabs,
        desktop,
        words,
        collectFor: COLLECT_FOR,
        choices: () => ({
          shows: mayShow(),
          sounds: { direct: isOn(preferences.directSound), group: isOn(preferences.groupSound) },
        }),
        rules: () => rulesOf(settings, client.server.now()),
        fetchConversation: (conversationId) =>
          client.trpc.conversations.get.query({ conversationId }),
        playTone: () => playTone(window.AudioContext),
        now: client.server.now,
      }),
      ...(isStaff
        ? [
            startReportNotices({
              screen,
              onReport: (isUrgent) => void showReport(isUrgent).catch(() => undefined),
            }),
          ]
        : []),
      tabs.leave,
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [client, screen, navigation, preferences, settings, desktop, userId, isStaff, t, locale]);

  // After a sign-out nothing of the user stays on the screen.
  useEffect(() => () => void desktop.closeAll().catch(() => undefined), [desktop]);
  return null;
}
