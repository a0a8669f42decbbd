import { lazy, Suspense } from "react";
import type { Navigation } from "./routing/navigation.ts";
import type { SessionStorage } from "./session/session-storage.ts";
import { useSession } from "./session/use-session.ts";
import { LoadingPage } from "./shell/loading-page.tsx";
import type { DemoApi } from "./sign-in/demo-api.ts";
import { SignInPage } from "./sign-in/sign-in-page.tsx";
import { ThemeSwitch } from "./theme/theme-switch.tsx";
import type { ThemeControl } from "./theme/theme.ts";

/** Loaded after sign-in; fetched while the server makes the token. */
const loadSignedIn = () => import("./signed-in/signed-in-app.tsx");
const SignedInApp = lazy(loadSignedIn);

export interface AppProps {
  readonly demo: DemoApi;
  readonly navigation: Navigation;
  readonly sessions: SessionStorage;
  readonly theme: ThemeControl;
}

/** The whole app: somebody signed in, or the page where one signs in. */
export function App({ demo, navigation, sessions, theme }: AppProps) {
  const { state, signIn, signOut } = useSession(sessions);
  const themeSwitch = <ThemeSwitch control={theme} />;
  switch (state.status) {
    case "signed-out":
      return (
        <SignInPage
          demo={demo}
          reason={state.reason}
          themeSwitch={themeSwitch}
          onChosen={() => void loadSignedIn()}
          onSignedIn={signIn}
        />
      );
    case "signed-in":
      return (
        <Suspense fallback={<LoadingPage />}>
          <SignedInApp
            key={state.session.token}
            session={state.session}
            navigation={navigation}
            themeSwitch={themeSwitch}
            onSessionEnd={signOut}
          />
        </Suspense>
      );
  }
}
