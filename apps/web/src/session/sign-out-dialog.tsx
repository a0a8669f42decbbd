import { useEffect, useId, useRef } from "react";
import { useText } from "../i18n/shell-text.ts";
import "./sign-out-dialog.css";

/** What a sign-out would lose. */
export interface Unsent {
  /** Number of unsent messages. */
  readonly messages: number;
  /** Names of the conversations with drafts. */
  readonly drafts: readonly string[];
}

interface SignOutDialogProps {
  readonly unsent: Unsent;
  onStay(): void;
  onSignOut(): void;
}

/** Asks before a sign-out that loses something. The native dialog traps the focus and restores it. */
export function SignOutDialog({ unsent, onStay, onSignOut }: SignOutDialogProps) {
  const { t, locale } = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const names = new Intl.ListFormat(locale, { type: "conjunction" }).format(unsent.drafts);
  return (
    <dialog ref={dialog} aria-labelledby={title} className="sign-out-dialog" onClose={onStay}>
      <h2 id={title} className="mb-2 text-lg font-semibold">
        {t("signOut.title")}
      </h2>
      {unsent.messages > 0 && <p>{t("signOut.messages", { count: unsent.messages })}</p>}
      {unsent.drafts.length > 0 && <p>{t("signOut.drafts", { names })}</p>}
      <div className="mt-4 flex flex-wrap justify-end gap-3">
        <button
          type="button"
          className="button-quiet min-h-11"
          onClick={() => dialog.current?.close()}
        >
          {t("signOut.stay")}
        </button>
        <button type="button" className="button" onClick={onSignOut}>
          {t("signOut.leave")}
        </button>
      </div>
    </dialog>
  );
}
