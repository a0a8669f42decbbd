import type { WebSession } from "@parley/contract/sign-in";
import { useEffect, useId, useState } from "react";
import type { ReactNode } from "react";
import { fetchWebSessions, signOutSession } from "../session/browser-session.ts";
import { useText } from "../i18n/shell-text.ts";
import { useSettingsText } from "./settings-text.ts";

type Sessions =
  | { readonly status: "loading" | "failed" }
  | { readonly status: "ready"; readonly all: readonly WebSession[] };

/** The browsers in which the user is signed in. A change fetches them again. */
function useSessions() {
  const [sessions, setSessions] = useState<Sessions>({ status: "loading" });
  const [changing, setChanging] = useState<string | null>(null);
  const load = () =>
    fetchWebSessions().then(
      (all) => setSessions({ status: "ready", all }),
      () => setSessions({ status: "failed" }),
    );
  useEffect(() => void load(), []);
  const signOut = async (id: string) => {
    setChanging(id);
    // What failed is still listed.
    await signOutSession(id).catch(() => undefined);
    await load();
    setChanging(null);
  };
  return { sessions, changing, load, signOut };
}

/** Lists the browsers in which the user is signed in, and signs each or all of them out. */
export function SessionList({ onSignOutEverywhere }: { onSignOutEverywhere(): void }): ReactNode {
  const { t } = useSettingsText();
  const { sessions, changing, load, signOut } = useSessions();
  switch (sessions.status) {
    case "loading":
      return <p role="status">{t("sessionsLoading")}</p>;
    case "failed":
      return (
        <div role="alert" className="grid justify-items-start gap-3">
          <p>{t("sessionsFailed")}</p>
          <button type="button" className="button-quiet" onClick={() => void load()}>
            {t("tryAgain")}
          </button>
        </div>
      );
    case "ready":
      return (
        <>
          <ul aria-label={t("sessions")} className="grid gap-1">
            {sessions.all.map((session) => (
              <SessionRow
                key={session.id}
                session={session}
                isBusy={changing === session.id}
                onSignOut={() => void signOut(session.id)}
              />
            ))}
          </ul>
          <button
            type="button"
            className="button-quiet justify-self-start"
            onClick={onSignOutEverywhere}
          >
            {t("signOutEverywhere")}
          </button>
        </>
      );
  }
}

interface SessionRowProps {
  readonly session: WebSession;
  readonly isBusy: boolean;
  onSignOut(): void;
}

function SessionRow({ session, isBusy, onSignOut }: SessionRowProps) {
  const { t, locale } = useSettingsText();
  const { t: shell } = useText();
  const { browser, system, isCurrent, lastSeenAt } = session;
  const seen = useId();
  const when = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const known = [browser, system].filter((name) => name !== null);
  const device = known.length === 0 ? t("sessionUnknown") : known.join(" · ");
  return (
    <li className="flex min-h-14 items-center gap-3 border-b border-line py-2 last:border-b-0">
      <div className="min-w-0 grow">
        <p className="font-medium">{device}</p>
        <p id={seen} className="text-sm text-muted">
          {isCurrent
            ? t("sessionHere")
            : t("sessionSeen", { when: when.format(new Date(lastSeenAt)) })}
        </p>
      </div>
      {!isCurrent && (
        <button
          type="button"
          className="button-quiet"
          disabled={isBusy}
          aria-label={t("sessionSignOut", { device })}
          aria-describedby={seen}
          onClick={onSignOut}
        >
          {shell("app.signOut")}
        </button>
      )}
    </li>
  );
}
