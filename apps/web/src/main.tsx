import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { createPreferences } from "./preferences/preferences.ts";
import { firstScreen } from "./i18n/first-texts.ts";
import { ScreenLanguageProvider, showLanguage } from "./i18n/screen-language.tsx";
import { shellArea } from "./i18n/shell-text.ts";
import { createNavigation } from "./routing/navigation.ts";
import { createSessionStorage } from "./session/session-storage.ts";
import { useAtRest, useLater } from "./signed-in/use-later.ts";
import { ShellShapes } from "./shell/shell-skeleton.tsx";
import { ErrorBoundary } from "./shell/error-boundary.tsx";
import { browserStorage, tabStorage } from "./storage/page-storage.ts";
import "./styles.css";

/** Nothing waits for it: it is loaded when the page is at rest. */
async function loadUpdateNotice() {
  const { createAppUpdateNotice } = await import("./offline/app-update-notice.tsx");
  return createAppUpdateNotice(window, import.meta.env.PROD);
}

function AppUpdateNotice() {
  const notice = useLater(useAtRest(), loadUpdateNotice);
  return notice !== null && <notice.Component />;
}

// Before a sign-in elsewhere, which gets the address of the page.
if (location.pathname === "/share") {
  void import("./share/shared-text.ts").then(({ sharedText }) => sharedText.take());
}

const root = document.querySelector("#root");
if (root === null) throw new Error("index.html has no element with the id root");

const preferences = createPreferences(window);
showLanguage(document, firstScreen.language);
void shellArea.load(firstScreen);

const sessions = createSessionStorage({
  tab: tabStorage,
  browser: browserStorage,
  isInstalled: window.matchMedia("(display-mode: standalone)").matches,
});

createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <ScreenLanguageProvider preference={preferences.language}>
        {/* While the texts load; who is not signed in sees the sign-in page next. */}
        <Suspense fallback={sessions.load() === null ? null : <ShellShapes />}>
          <App
            navigation={createNavigation(window)}
            sessions={sessions}
            preferences={preferences}
          />
        </Suspense>
        <Suspense>
          <AppUpdateNotice />
        </Suspense>
      </ScreenLanguageProvider>
    </ErrorBoundary>
  </StrictMode>,
);
