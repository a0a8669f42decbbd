import { useMessaging, useReasonWords } from "@parley/react";
import type {
  Notification,
  NotificationChannel,
  NotificationPage,
  OwnNotificationSettings,
} from "@parley/contract";
import { type Loadable, outcomeOf } from "@parley/client";
import { useEffect } from "react";
import type { ReactNode } from "react";
import { useNotificationText } from "./notification-text.ts";
import { useSaving } from "../saving.tsx";
import { useFetched } from "./use-fetched.ts";

/** How many notifications are listed. */
const SHOWN = 10;
/** How often one that is on its way is asked about, in milliseconds. */
const ASK_EVERY = 3_000;

const channels = ["email", "push", "host"] as const satisfies NotificationChannel[];
const isOnItsWay = ({ state }: Notification) => state === "waiting" || state === "sending";

/** Sends tests, and lists the user's last notifications with what became of them. */
export function NotificationHistory({ own }: { readonly own: OwnNotificationSettings }) {
  const { client } = useMessaging();
  const fetched = useFetched(() => client.trpc.notifications.list.query({ limit: SHOWN }));
  const { load } = fetched;
  const isWaiting = fetched.status === "ready" && fetched.value.notifications.some(isOnItsWay);
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setInterval(load, ASK_EVERY);
    return () => clearInterval(timer);
  }, [isWaiting, load]);
  return (
    <>
      <TestButtons own={own} onSent={load} />
      <List fetched={fetched} />
    </>
  );
}

interface TestButtonsProps {
  readonly own: OwnNotificationSettings;
  onSent(): void;
}

function TestButtons({ own, onSent }: TestButtonsProps) {
  const { t } = useNotificationText();
  const words = useReasonWords();
  const { client } = useMessaging();
  const { saving: sending, save: send } = useSaving(async (channel: NotificationChannel) => {
    const outcome = await outcomeOf(client.trpc.notifications.sendTest.mutate({ channel }));
    if (outcome.ok) onSent();
    return outcome;
  });
  const offered = channels.filter((channel) => own.options.channels[channel]);
  if (offered.length === 0) return null;
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap gap-2">
        {offered.map((channel) => (
          <button
            key={channel}
            type="button"
            className="button-quiet"
            disabled={sending.status === "saving"}
            onClick={() => void send(channel)}
          >
            {t(`test.${channel}`)}
          </button>
        ))}
      </div>
      <div role="status" className="text-sm text-muted empty:hidden">
        {sending.status === "saved" && t("test.sent")}
        {sending.status === "failed" && (
          <span className="text-danger">{t("test.failed", { reason: words(sending.reason) })}</span>
        )}
      </div>
    </div>
  );
}

function List({ fetched }: { readonly fetched: Loadable<NotificationPage> }): ReactNode {
  const { t } = useNotificationText();
  const words = useReasonWords();
  switch (fetched.status) {
    case "loading":
      return <p role="status">{t("history.loading")}</p>;
    case "failed":
      return (
        <div role="alert" className="grid justify-items-start gap-3">
          <p>{t("history.failed", { reason: words(fetched.reason) })}</p>
          <button type="button" className="button-quiet" onClick={fetched.retry}>
            {t("tryAgain")}
          </button>
        </div>
      );
    case "ready": {
      const newestFirst = fetched.value.notifications.toReversed();
      if (newestFirst.length === 0) return <p className="text-muted">{t("history.empty")}</p>;
      return (
        <ul aria-label={t("history")} className="grid">
          {newestFirst.map((notification) => (
            <NotificationRow key={notification.id} notification={notification} />
          ))}
        </ul>
      );
    }
  }
}

function NotificationRow({ notification }: { readonly notification: Notification }) {
  const { t, locale } = useNotificationText();
  const { kind, conversations, state, outcomes, createdAt, sentAt } = notification;
  const when = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const title =
    kind === "messages" ? t("kind.messages", { count: conversations.length }) : t(`kind.${kind}`);
  return (
    <li className="border-b border-line py-2 last:border-b-0">
      <p className="flex flex-wrap justify-between gap-x-4">
        <span className="font-medium">{title}</span>
        <time dateTime={sentAt ?? createdAt} className="text-sm text-muted">
          {when.format(new Date(sentAt ?? createdAt))}
        </time>
      </p>
      <p className="text-sm text-muted">{stateText(notification, t)}</p>
      {outcomes
        .filter(({ outcome }) => state !== "sent" || outcome === "bounced")
        .map(({ channel, outcome, detail }) => (
          <p key={channel} className="text-sm text-muted">
            {t("outcomeOf", { channel: t(`channel.${channel}`), outcome: t(`outcome.${outcome}`) })}
            {detail !== null && (
              <span lang="en" dir="auto">
                {` (${detail})`}
              </span>
            )}
          </p>
        ))}
    </li>
  );
}

type Texts = ReturnType<typeof useNotificationText>["t"];

/** What became of a notification, in one sentence. */
function stateText({ state, reason, outcomes }: Notification, t: Texts): string {
  const sentBy = outcomes.filter(({ outcome }) => outcome === "sent");
  switch (state) {
    case "waiting":
    case "sending":
      return t("state.sending");
    case "handled":
      return t("state.handled");
    case "sent":
      return t("state.sent", {
        channels: sentBy.map(({ channel }) => t(`channel.${channel}`)).join(", "),
      });
    case "not_sent":
      if (reason === "nothing_unread" || reason === "read") return t("state.read");
      return reason === "failed" ? t("state.failed") : t("state.notNeeded");
  }
}
