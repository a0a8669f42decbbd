import type { Account } from "@parley/contract";
import { useMe, usePresence } from "@parley/react";
import { useId } from "react";
import { useAdminText } from "../parts/admin-text.ts";
import { formatMoment } from "../parts/day.ts";
import { PersonLine } from "../parts/person-line.tsx";

/** Actions of an ADMIN on a user. */
export type PersonAction = "role" | "deactivate" | "reactivate";

interface PersonRowProps {
  readonly account: Account;
  /** An ADMIN cannot change their own role, nor close their own account: the last one could be lost. */
  readonly isMe: boolean;
  onAsk(action: PersonAction): void;
}

const names = {
  role: "people.changeRole",
  deactivate: "people.deactivate",
  reactivate: "people.reactivate",
} as const satisfies Record<PersonAction, string>;

/** Whether a user is online, or when they last were; null if they do not share it. */
function useSight({ id, lastSeenAt }: Account, isMe: boolean): string | null {
  const { t, locale } = useAdminText();
  const presence = usePresence(id);
  const me = useMe();
  // The current user is online.
  if (isMe) return me.status === "ready" && me.value.sharesPresence ? t("people.online") : null;
  if (presence?.state === "online") return t("people.online");
  const times = [lastSeenAt, presence?.lastSeenAt].filter((time) => time != null);
  const last = times.toSorted().at(-1);
  return last === undefined ? null : t("people.lastSeen", { time: formatMoment(last, locale) });
}

/** A user in the list. */
export function PersonRow({ account, isMe, onAsk }: PersonRowProps) {
  const { t } = useAdminText();
  const id = useId();
  const sight = useSight(account, isMe);
  const isActive = account.status === "active";
  const { kind } = account;
  const changes: readonly PersonAction[] =
    kind === undefined ? ["role", "deactivate"] : ["deactivate"];
  const actions: readonly PersonAction[] = isActive ? changes : ["reactivate"];
  return (
    <li
      aria-labelledby={id}
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-xl border border-line bg-side px-4 py-3"
    >
      <PersonLine person={account} nameId={id}>
        {kind === undefined && (
          <span className="block wrap-anywhere">
            {account.email ?? <span className="italic">{t("people.noEmail")}</span>}
          </span>
        )}
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-medium text-ink">
            {t(kind === undefined ? `people.role.${account.role}` : `people.kind.${kind}`)}
          </span>
          <span className={isActive ? "badge badge-good" : "badge"}>
            {t(`people.status.${account.status}`)}
          </span>
          {sight !== null && <span>{sight}</span>}
        </span>
        {account.avatarProblem !== null && (
          <span className="block">
            {t("people.noPicture", { why: t(`people.picture.${account.avatarProblem}`) })}
          </span>
        )}
      </PersonLine>
      {isMe ? (
        <span className="text-sm text-muted">{t("people.you")}</span>
      ) : (
        <div className="flex flex-wrap gap-2 max-sm:ms-12">
          {actions.map((action) => (
            <button
              key={action}
              type="button"
              className="button-quiet"
              aria-describedby={id}
              onClick={() => onAsk(action)}
            >
              {t(names[action])}
            </button>
          ))}
        </div>
      )}
    </li>
  );
}
