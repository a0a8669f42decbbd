import type { SignInProblem, SignInWay } from "@parley/contract/sign-in";
import { useEffect, useState } from "react";
import type { SignedOutReason } from "../session/session.ts";
import { Notice } from "./sign-in-notice.tsx";
import { useSignInText } from "./sign-in-text.ts";

/** The query parameter in which the server says why a sign-in did not succeed. */
const PROBLEM = "sign-in";

const problems = {
  failed: "problemFailed",
  denied: "problemDenied",
  "no-account": "problemNoAccount",
  unverified: "problemUnverified",
  "other-account": "problemOtherAccount",
  unavailable: "problemUnavailable",
  "too-many": "problemTooMany",
} as const satisfies Record<SignInProblem, string>;

const isProblem = (text: string | null): text is SignInProblem =>
  text !== null && Object.hasOwn(problems, text);

/** Why the last sign-in did not succeed. */
function readProblem(): SignInProblem | null {
  const problem = new URL(location.href).searchParams.get(PROBLEM);
  return problem === null || isProblem(problem) ? problem : "failed";
}

/** Takes the problem out of the address, so that a reload does not repeat it. */
function forgetProblem(): void {
  const address = new URL(location.href);
  if (!address.searchParams.has(PROBLEM)) return;
  address.searchParams.delete(PROBLEM);
  history.replaceState(history.state, "", address);
}

/** Begins a sign-in that returns to the address of this page. */
function startOf({ id }: SignInWay): string {
  const { pathname, search, hash } = location;
  return `/sign-in/start?${new URLSearchParams({ way: id, return: pathname + search + hash }).toString()}`;
}

/** Set in a tab that has begun a sign-in, or has signed out: only a user begins the next one. */
const BEGUN = "parley.sign-in-begun";

/** If the browser forbids storage, a tab counts as marked: otherwise a sign-in without cookies would never end. */
function isMarked(): boolean {
  try {
    return sessionStorage.getItem(BEGUN) !== null;
  } catch {
    return true;
  }
}

function mark(): void {
  try {
    sessionStorage.setItem(BEGUN, "");
  } catch {
    // Forbidden.
  }
}

/** Forgets the mark and any problem: the user has signed in, perhaps in another tab. */
export function endBegun(): void {
  forgetProblem();
  try {
    sessionStorage.removeItem(BEGUN);
  } catch {
    // Forbidden: there is no mark.
  }
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
  const [problem] = useState(readProblem);
  // The platform, if the tab was just opened and there is nothing to choose or to read.
  const [direct] = useState(() => {
    const [only, ...others] = ways;
    const isFirst = reason === "not-yet" && problem === null && !isMarked();
    return isFirst && only?.kind === "hand-off" && others.length === 0 ? startOf(only) : null;
  });
  useEffect(() => {
    forgetProblem();
    mark();
    if (direct !== null) location.replace(direct);
  }, [direct]);
  if (direct !== null) return <p role="status">{t("leaving")}</p>;
  return (
    <div className="mx-auto max-w-sm">
      <h1 className="mb-4 text-2xl font-semibold">{t("waysTitle")}</h1>
      {problem !== null && <Notice role="alert">{t(problems[problem])}</Notice>}
      {problem === null && reason === "left" && <Notice role="status">{t("left")}</Notice>}
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
