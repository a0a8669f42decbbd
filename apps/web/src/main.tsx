import { lazy, StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { createPreferences } from "./preferences/preferences.ts";
import { screenLanguage } from "./i18n/languages.ts";
import { ScreenLanguageProvider, showLanguage } from "./i18n/screen-language.tsx";
import { shellArea } from "./i18n/shell-text.ts";
import { createNavigation } from "./routing/navigation.ts";
import { createSessionStorage } from "./session/session-storage.ts";
import { ShellShapes } from "./shell/shell-skeleton.tsx";
import { ErrorBoundary } from "./shell/error-boundary.tsx";
import { browserStorage, tabStorage } from "./storage/page-storage.ts";
import "./styles.css";

/** Loaded in the background: nothing waits for it. */
const AppUpdateNotice = lazy(async () => {
  const { createAppUpdateNotice } = await import("./offline/app-update-notice.tsx");
  return { default: createAppUpdateNotice(window, import.meta.env.PROD) };
});

const root = document.querySelector("#root");
if (root === null) throw new Error("index.html has no element with the id root");

const preferences = createPreferences(window);
const screen = screenLanguage(preferences.language.current(), navigator.languages);
showLanguage(document, screen.language);
void shellArea.load(screen);

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
