import { lazy, Suspense } from "react";
import type { Preferences } from "./preferences/preferences.ts";
import type { Navigation } from "./routing/navigation.ts";
import { sessionKey } from "./session/session.ts";
import type { SessionStorage } from "./session/session-storage.ts";
import { useSession } from "./session/use-session.ts";
import { ShellSkeleton } from "./shell/shell-skeleton.tsx";

/** Loaded after sign-in; prefetched while the server issues the token. */
const loadSignedIn = () => import("./signed-in/signed-in-app.tsx");
const SignedInApp = lazy(loadSignedIn);

/** Not needed by a signed-in user. */
const SignInPage = lazy(async () => {
  const { SignInPage: component } = await import("./sign-in/sign-in-page.tsx");
  return { default: component };
});

export interface AppProps {
  readonly navigation: Navigation;
  readonly sessions: SessionStorage;
  readonly preferences: Preferences;
}

/** The whole app: for a signed-in user, or the sign-in page. */
export function App({ navigation, sessions, preferences }: AppProps) {
  const { state, signIn, signOut } = useSession(sessions);
  switch (state.status) {
    case "signed-out":
      return (
        <SignInPage
          reason={state.reason}
          last={sessions.last()}
          preferences={preferences}
          onChosen={() => void loadSignedIn()}
          onSignedIn={signIn}
        />
      );
    case "signed-in":
      return (
        <Suspense fallback={<ShellSkeleton />}>
          <SignedInApp
            key={sessionKey(state.session)}
            session={state.session}
            navigation={navigation}
            preferences={preferences}
            onSessionEnd={signOut}
            onOtherUser={(person) => signIn({ token: null, person })}
          />
        </Suspense>
      );
  }
}
