import { SIGNED_OUT, type SignInProblem, type SignInWay } from "@parley/contract/sign-in";
import { useEffect, useState } from "react";
import type { SignedOutReason } from "../session/session.ts";
import { signInBegun } from "../session/sign-in-begun.ts";
import { Notice } from "./sign-in-notice.tsx";
import { useSignInText } from "./sign-in-text.ts";

const problems = {
  failed: "problemFailed",
  denied: "problemDenied",
  "no-account": "problemNoAccount",
  unverified: "problemUnverified",
  "other-account": "problemOtherAccount",
  unavailable: "problemUnavailable",
  "too-many": "problemTooMany",
} as const satisfies Record<SignInProblem, string>;

const isProblem = (outcome: string): outcome is SignInProblem => Object.hasOwn(problems, outcome);

type NoticeText =
  | (typeof problems)[SignInProblem]
  | Exclude<SignedOutReason, "not-yet">
  | "cookiesBlocked";

/** What the user should know before they sign in. */
function noticeOf(reason: SignedOutReason): { role: "alert" | "status"; text: NoticeText } | null {
  if (!navigator.cookieEnabled) return { role: "alert", text: "cookiesBlocked" };
  // The address is that of a user who was signed in.
  if (reason !== "not-yet") return { role: "status", text: reason };
  const outcome = signInBegun.outcome();
  if (outcome === null) return null;
  if (outcome === SIGNED_OUT) return { role: "status", text: "left" };
  return { role: "alert", text: isProblem(outcome) ? problems[outcome] : "problemFailed" };
}

/** Begins a sign-in that returns to the address of this page. */
function startOf({ id }: SignInWay): string {
  const { pathname, search, hash } = location;
  return `/sign-in/start?${new URLSearchParams({ way: id, return: pathname + search + hash }).toString()}`;
}

interface WaysProps {
  readonly ways: readonly SignInWay[];
  readonly reason: SignedOutReason;
}

/**
 * The ways to sign in. Where there is only the host platform, a new tab goes there directly, once: a sign-in that does not
 * succeed ends here.
 */
export function Ways({ ways, reason }: WaysProps) {
  const { t } = useSignInText();
  const [notice] = useState(() => noticeOf(reason));
  // The platform, if the tab was just opened and there is nothing to choose or to read.
  const [direct] = useState(() => {
    const [only, ...others] = ways;
    const isFirst = reason === "not-yet" && notice === null && !signInBegun.isMarked();
    return isFirst && only?.kind === "hand-off" && others.length === 0 ? startOf(only) : null;
  });
  useEffect(() => {
    signInBegun.forgetOutcome();
    signInBegun.mark();
    if (direct !== null) location.replace(direct);
  }, [direct]);
  if (direct !== null)
    return (
      <p role="status" className="mx-auto max-w-sm text-center text-muted">
        {t("leaving")}
      </p>
    );
  return (
    <div className="mx-auto max-w-sm">
      <h1 className="mb-4 text-2xl font-semibold">{t("waysTitle")}</h1>
      {notice !== null && <Notice role={notice.role}>{t(notice.text)}</Notice>}
      <ul className="grid gap-3">
        {ways.map((way, index) => (
          <li key={way.id}>
            <a
              className={
                index === 0
                  ? "button w-full"
                  : "button-quiet min-h-11 w-full justify-center text-base"
              }
              href={startOf(way)}
            >
              {way.name === null ? t("wayPlatform") : t("wayNamed", { name: way.name })}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
