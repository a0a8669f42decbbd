import type { Person } from "@parley/contract/people";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Session, SignedOutReason } from "../session/session.ts";
import { ProductName } from "../shell/product-name.tsx";
import type { DemoApi } from "./demo-api.ts";
import { PeopleSections } from "./people-sections.tsx";
import { PeopleSkeleton } from "./people-skeleton.tsx";
import { Notice, SignedOutNotice, SignInProblemNotice } from "./sign-in-notice.tsx";
import { useDemoPeople } from "./use-demo-people.ts";

export interface SignInPageProps {
  readonly demo: DemoApi;
  readonly reason: SignedOutReason;
  readonly themeSwitch: ReactNode;
  /** Called as soon as somebody chose whom to be, before the server has answered. */
  onChosen(): void;
  onSignedIn(session: Session): void;
}

/** Where a tab begins: the people of the demo programme, or what to do where there are none. */
export function SignInPage({ demo, reason, themeSwitch, onChosen, onSignedIn }: SignInPageProps) {
  const people = useDemoPeople(demo);
  const choice = useMutation({
    mutationFn: (person: Person) => demo.signIn(person),
    networkMode: "always",
    onMutate: onChosen,
    onSuccess: onSignedIn,
  });
  return (
    <div className="mx-auto max-w-5xl px-4 py-6 sm:px-6">
      <header className="mb-10 flex items-center justify-between gap-4">
        <ProductName />
        {themeSwitch}
      </header>
      <main>
        <SignedOutNotice reason={reason} />
        {people.status === "problem" ? (
          <SignInProblemNotice problem={people.problem} onRetry={people.retry} />
        ) : (
          <>
            <Welcome />
            {choice.isError && (
              <Notice role="alert">
                Signing in did not work: the server does not answer. Choose again in a moment.
              </Notice>
            )}
            {people.status === "loading" ? (
              <PeopleSkeleton />
            ) : (
              <PeopleSections
                sections={people.sections}
                choosing={choice.isPending ? choice.variables.id : null}
                onChoose={choice.mutate}
              />
            )}
          </>
        )}
      </main>
    </div>
  );
}

function Welcome() {
  return (
    <>
      <h1 className="mb-1 text-2xl font-semibold">Who are you today?</h1>
      <p className="mb-6 max-w-prose text-muted">
        This is a demo programme: sign in as anyone, without a password. A second tab can be
        somebody else.
      </p>
    </>
  );
}
