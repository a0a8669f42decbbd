import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { createNavigation } from "./routing/navigation.ts";
import { createSessionStorage } from "./session/session-storage.ts";
import { ErrorBoundary } from "./shell/error-boundary.tsx";
import { createDemoApi } from "./sign-in/demo-api.ts";
import "./styles.css";
import { createThemeControl } from "./theme/theme.ts";

const root = document.querySelector("#root");
if (root === null) throw new Error("index.html has no element with the id root");

createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <QueryClientProvider client={new QueryClient()}>
        <App
          demo={createDemoApi("/trpc")}
          navigation={createNavigation(window)}
          sessions={createSessionStorage(window.sessionStorage)}
          theme={createThemeControl(window)}
        />
      </QueryClientProvider>
    </ErrorBoundary>
  </StrictMode>,
);
