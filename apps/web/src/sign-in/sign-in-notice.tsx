import type { ReactNode } from "react";
import type { SignedOutReason } from "../session/session.ts";
import type { SignInProblem } from "./demo-api.ts";

const reasons = {
  "not-yet": null,
  left: null,
  expired: "Your session has ended. Sign in again to go on where you were.",
  refused: "The server no longer accepts this sign-in. Sign in again.",
} satisfies Record<SignedOutReason, string | null>;

/** Something about signing in that somebody should know. */
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

/** Says why somebody who was signed in has to sign in again. */
export function SignedOutNotice({ reason }: { readonly reason: SignedOutReason }) {
  const text = reasons[reason];
  return text !== null && <Notice role="status">{text}</Notice>;
}

interface SignInProblemNoticeProps {
  readonly problem: SignInProblem;
  onRetry(): void;
}

/** Says why nobody can be chosen, and what to do about it. */
export function SignInProblemNotice({ problem, onRetry }: SignInProblemNoticeProps) {
  switch (problem) {
    case "host-signs-in":
      return (
        <div role="alert" className="max-w-prose">
          <h1 className="mb-1 text-2xl font-semibold">Sign in on your platform</h1>
          <p className="text-muted">
            This server expects the mentorship platform that it belongs to to sign people in. Open
            your messages from there.
          </p>
        </div>
      );
    case "server-away":
      return (
        <div role="alert" className="max-w-prose">
          <h1 className="mb-1 text-2xl font-semibold">The server does not answer</h1>
          <p className="mb-4 text-muted">
            It may be starting. This page asks again by itself every few seconds.
          </p>
          <button type="button" className="button" onClick={onRetry}>
            Try again
          </button>
        </div>
      );
  }
}
