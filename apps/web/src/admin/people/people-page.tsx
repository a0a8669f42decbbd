import type { Account } from "@parley/contract";
import { useMe, SEARCH_PAUSE, useDebounced } from "@parley/react";
import { useRef, useState } from "react";
import { useAdminText } from "../parts/admin-text.ts";
import { Loaded } from "../parts/loaded.tsx";
import { StatusMessage } from "../parts/status-message.tsx";
import { Failure } from "../parts/failure.tsx";
import { useAct } from "../parts/use-act.ts";
import type { Navigation } from "../../routing/navigation.ts";
import { Link } from "../../shell/link.tsx";
import { DeactivateDialog } from "./deactivate-dialog.tsx";
import { PeopleFilters } from "./people-filters.tsx";
import { PersonRow } from "./person-row.tsx";
import type { PersonAction } from "./person-row.tsx";
import { RoleDialog } from "./role-dialog.tsx";
import { useAccountActions } from "./use-account-actions.ts";
import { useAccounts } from "./use-accounts.ts";
import type { AccountsChoice, AccountsView } from "./use-accounts.ts";

const everybody: AccountsChoice = { text: "", role: null, status: null };

interface Asked {
  readonly action: PersonAction;
  readonly account: Account;
}

interface PeoplePageProps {
  /** Searched for at first. */
  readonly text: string;
  readonly navigation: Navigation;
}

/** All users, for an ADMIN: their roles, and whether their account is active. */
export function PeoplePage({ text, navigation }: PeoplePageProps) {
  const { t } = useAdminText();
  const title = useRef<HTMLHeadingElement>(null);
  const [choice, setChoice] = useState({ ...everybody, text });
  const view = useAccounts({ ...choice, text: useDebounced(choice.text, SEARCH_PAUSE) });
  const [notice, setNotice] = useState<string | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const { reactivate } = useAccountActions();
  const { act, run } = useAct();
  const ask = async (action: PersonAction, account: Account) => {
    setNotice(null);
    if (action !== "reactivate") return setAsked({ action, account });
    const outcome = await run(() => reactivate(account));
    if (outcome?.ok !== true) return;
    setNotice(t("reactivate.done", { name: account.name }));
    title.current?.focus();
  };
  const dialog = { home: title, onNotice: setNotice, onClose: () => setAsked(null) };
  return (
    <div className="page">
      <StatusMessage text={notice} />
      <div className="mb-5 flex flex-wrap items-center justify-between gap-3">
        <h2 ref={title} tabIndex={-1} className="text-2xl font-semibold">
          {t("people.title")}
        </h2>
        <Link href="/announcements" navigation={navigation} className="button-quiet min-h-11">
          {t("announcements.write")}
        </Link>
      </div>
      <PeopleFilters choice={choice} onChoice={setChoice} />
      <Failure act={act} />
      <PeopleList
        view={view}
        onAsk={(action, account) => void ask(action, account)}
        onShowAll={() => setChoice(everybody)}
      />
      {asked?.action === "role" && <RoleDialog account={asked.account} {...dialog} />}
      {asked?.action === "deactivate" && <DeactivateDialog account={asked.account} {...dialog} />}
    </div>
  );
}

interface PeopleListProps {
  readonly view: AccountsView;
  onAsk(action: PersonAction, account: Account): void;
  onShowAll(): void;
}

function PeopleList({ view, onAsk, onShowAll }: PeopleListProps) {
  const { t } = useAdminText();
  const me = useMe();
  const ownId = me.status === "ready" ? me.value.id : null;
  return (
    <Loaded loadable={view.accounts}>
      {(accounts) => (
        <div aria-busy={view.isStale}>
          {accounts.length === 0 && (
            <div role="status" className="card grid justify-items-start gap-3">
              <p>{t("people.none")}</p>
              <button type="button" className="button-quiet min-h-11" onClick={onShowAll}>
                {t("people.showAll")}
              </button>
            </div>
          )}
          <ul aria-label={t("people.title")} className="grid gap-2">
            {accounts.map((account) => (
              <PersonRow
                key={account.id}
                account={account}
                isMe={account.id === ownId}
                onAsk={(action) => onAsk(action, account)}
              />
            ))}
          </ul>
          {view.hasMore && (
            <div className="mt-4 flex flex-wrap items-center justify-center gap-3">
              <button
                type="button"
                className="button-quiet min-h-11"
                aria-busy={view.isLoadingMore}
                onClick={view.loadMore}
              >
                {t(view.hasMoreFailed ? "tryAgain" : "more")}
              </button>
            </div>
          )}
        </div>
      )}
    </Loaded>
  );
}
