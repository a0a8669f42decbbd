import type { Person } from "@parley/contract";
import { QueryClient, QueryClientProvider, useMutation } from "@tanstack/react-query";
import { Suspense, useEffect, useState } from "react";
import type { ReactNode } from "react";
import type { Preferences } from "../preferences/preferences.ts";
import { LanguageSelect } from "../i18n/language-select.tsx";
import type { Session, SignedOutReason } from "../session/session.ts";
import { ProductName } from "../shell/product-name.tsx";
import { ThemeSwitch } from "../theme/theme-switch.tsx";
import { createDemoApi } from "./demo-api.ts";
import type { DemoApi } from "./demo-api.ts";
import { PeopleSections } from "./people-sections.tsx";
import { PeopleSkeleton } from "./people-sections.tsx";
import { Notice, SignedOutNotice, SignInProblemNotice } from "./sign-in-notice.tsx";
import { useSignInText } from "./sign-in-text.ts";
import { useBrowserSession } from "./use-browser-session.ts";
import { useDemoPeople } from "./use-demo-people.ts";
import { Ways } from "./ways.tsx";

export interface SignInPageProps {
  readonly reason: SignedOutReason;
  /** The user of the latest session. */
  readonly last: Session | null;
  readonly preferences: Preferences;
  /** Called as soon as a user was selected, before the server has responded. */
  onChosen(): void;
  onSignedIn(session: Session): void;
}

/** The first page of a tab: the ways to sign in, the users of the demo programme, or what to do if there is neither. */
export function SignInPage(props: SignInPageProps) {
  const [queryClient] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queryClient}>
      <SignIn {...props} />
    </QueryClientProvider>
  );
}

function SignIn(props: SignInPageProps) {
  const { preferences } = props;
  return (
    <div className="mx-auto max-w-5xl px-4 py-6 sm:px-6">
      <header className="mb-6 flex items-center gap-3 sm:mb-10">
        <ProductName />
        <div className="ms-auto flex min-w-0 items-center gap-2">
          <LanguageSelect preference={preferences.language} isBare />
          <ThemeSwitch control={preferences.theme} />
        </div>
      </header>
      <main>
        {/* The session is fetched while the texts load. */}
        <ByServer {...props} />
      </main>
    </div>
  );
}

/** What the server offers. */
function ByServer(props: SignInPageProps): ReactNode {
  const { reason, last, onSignedIn, onChosen } = props;
  const { session, failed, retry } = useBrowserSession();
  const person = session?.status === "signed-in" ? session.person : null;
  useEffect(() => {
    if (person === null) return;
    onChosen();
    onSignedIn({ token: null, person });
  }, [person, onChosen, onSignedIn]);
  if (failed) {
    return (
      <Suspense>
        <SignedOutNotice reason={reason} />
        <SignInProblemNotice
          problem="server-away"
          last={last}
          onGoOn={onSignedIn}
          onRetry={retry}
        />
      </Suspense>
    );
  }
  switch (session?.status) {
    case undefined:
    case "signed-in":
      return null;
    case "signed-out":
      return (
        <Suspense>
          <Ways ways={session.ways} reason={reason} />
        </Suspense>
      );
    case "off":
      return <Demo {...props} />;
  }
}

function Demo({ reason, last, onChosen, onSignedIn }: SignInPageProps) {
  const [demo] = useState(() => createDemoApi("/trpc"));
  const people = useDemoPeople(demo);
  return (
    <Suspense>
      <SignedOutNotice reason={reason} />
      {people.status === "problem" ? (
        <SignInProblemNotice
          problem={people.problem}
          last={last}
          onGoOn={onSignedIn}
          onRetry={people.retry}
        />
      ) : (
        <WhoAreYou
          demo={demo}
          people={people}
          last={last}
          onChosen={onChosen}
          onSignedIn={onSignedIn}
        />
      )}
    </Suspense>
  );
}

type WhoAreYouProps = Pick<SignInPageProps, "last" | "onChosen" | "onSignedIn"> & {
  readonly demo: DemoApi;
  readonly people: Exclude<ReturnType<typeof useDemoPeople>, { status: "problem" }>;
};

function WhoAreYou({ demo, people, last, onChosen, onSignedIn }: WhoAreYouProps) {
  const { t } = useSignInText();
  const choice = useMutation({
    mutationFn: (person: Person) => demo.signIn(person),
    networkMode: "always",
    onMutate: onChosen,
    onSuccess: onSignedIn,
  });
  return (
    <>
      <h1 className="mb-1 text-2xl font-semibold">{t("title")}</h1>
      <p className="mb-6 max-w-prose text-muted">{t("intro")}</p>
      {/* A new tab, for example from a link: the user of the latest session can continue here. */}
      {last !== null && (
        <button type="button" className="button mb-6" onClick={() => onSignedIn(last)}>
          {t("goOn", { name: last.person.name })}
        </button>
      )}
      {choice.isError && <Notice role="alert">{t("failed")}</Notice>}
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
  );
}
