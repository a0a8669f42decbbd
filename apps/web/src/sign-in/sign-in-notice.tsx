import type { ReactNode } from "react";
import type { Session, SignedOutReason } from "../session/session.ts";
import type { SignInProblem } from "./demo-api.ts";
import { useSignInText } from "./sign-in-text.ts";

/** A notice about sign-in. */
export function Notice({ role, children }: NoticeProps) {
  return (
    <p role={role} className="mb-6 rounded-xl bg-warning-soft px-4 py-3 text-warning">
      {children}
    </p>
  );
}

interface NoticeProps {
  readonly role: "status" | "alert";
  readonly children: ReactNode;
}

/** Why a signed-in user has to sign in again. */
export function SignedOutNotice({ reason }: { readonly reason: SignedOutReason }) {
  const { t } = useSignInText();
  switch (reason) {
    case "not-yet":
    case "left":
      return null;
    case "expired":
    case "refused":
      return <Notice role="status">{t(reason)}</Notice>;
  }
}

interface SignInProblemNoticeProps {
  readonly problem: SignInProblem;
  /** The user of the latest session, who can continue without the server. */
  readonly last: Session | null;
  onGoOn(session: Session): void;
  onRetry(): void;
}

/** Why no user can be selected, and what to do. */
export function SignInProblemNotice({ problem, last, onGoOn, onRetry }: SignInProblemNoticeProps) {
  const { t } = useSignInText();
  switch (problem) {
    case "host-signs-in":
      return (
        <div role="alert" className="max-w-prose">
          <h1 className="mb-1 text-2xl font-semibold">{t("hostTitle")}</h1>
          <p className="text-muted">{t("hostText")}</p>
        </div>
      );
    case "server-away":
      return (
        <div role="alert" className="max-w-prose">
          <h1 className="mb-1 text-2xl font-semibold">{t("awayTitle")}</h1>
          <p className="mb-4 text-muted">{t("awayText")}</p>
          {last !== null && (
            <p className="mb-4 text-muted">{t("goOnText", { name: last.person.name })}</p>
          )}
          <div className="flex flex-wrap gap-3">
            {last !== null && (
              <button type="button" className="button" onClick={() => onGoOn(last)}>
                {t("goOn", { name: last.person.name })}
              </button>
            )}
            <button
              type="button"
              className={last === null ? "button" : "button-quiet min-h-11"}
              onClick={onRetry}
            >
              {t("tryAgain")}
            </button>
          </div>
        </div>
      );
  }
}
