import { createStore } from "@parley/client";

/** A newer version of the app, fetched and waiting for its turn. */
export interface AppUpdate {
  isReady(): boolean;
  /** Lets it take over and loads the page again. */
  take(): void;
  subscribe(onChange: () => void): () => void;
}

/** How often a page that stays open asks whether there is a newer version, in milliseconds. */
const ASK_EVERY = 60 * 60_000;

/** Timeout for the newer version to take over, in milliseconds. The page is loaded again then, which ends its requests. */
const TAKES_OVER_WITHIN = 3_000;

const SCRIPT = "/sw.js";

/** Calls back with each worker that is installed and waits for the old one to go. */
function watchWaiting(registration: ServiceWorkerRegistration, onWaiting: () => void): void {
  const isUpdate = () => registration.waiting !== null && registration.active !== null;
  if (isUpdate()) onWaiting();
  registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing?.addEventListener("statechange", () => {
      if (installing.state === "installed" && isUpdate()) onWaiting();
    });
  });
}

/** Asks for a newer version when the page comes back into sight, and not too often. */
function askNowAndThen({ document }: Window, registration: ServiceWorkerRegistration): void {
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - asked < ASK_EVERY) return;
    asked = Date.now();
    // Offline there is nothing to fetch, and the next time will do.
    registration.update().catch(() => undefined);
  });
}

/**
 * Registers the worker that keeps the app for times without a network, where `isOn` and the browser has
 * such workers, and watches for newer versions of it.
 */
export function createAppUpdate(window: Window, isOn: boolean): AppUpdate {
  const { navigator } = window;
  const waitingIn = createStore<ServiceWorkerRegistration | undefined>(undefined);

  const start = async () => {
    const registration = await navigator.serviceWorker.register(SCRIPT);
    watchWaiting(registration, () => waitingIn.set(registration));
    askNowAndThen(window, registration);
  };
  // Without the worker the app is the same, as long as there is a network.
  if (isOn && "serviceWorker" in navigator) start().catch(() => undefined);

  return {
    isReady: () => waitingIn.get() !== undefined,
    take() {
      const worker = waitingIn.get()?.waiting;
      const reload = () => window.location.reload();
      // Another tab was faster, or nothing held the old one: it has taken over already.
      if (worker === null || worker === undefined) return reload();
      worker.addEventListener("statechange", () => {
        if (worker.state === "activated") reload();
      });
      // Chromium waits for the requests of this page that the old one answers, in rare cases for minutes.
      setTimeout(reload, TAKES_OVER_WITHIN);
      // A worker has one origin.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      worker.postMessage("take-over");
    },
    subscribe: waitingIn.subscribe,
  };
}
