import { page } from "./page.ts";

interface Handlers {
  /** The network returns, or the page becomes visible. */
  readonly onWake: () => void;
  /** The network is lost. */
  readonly onOffline: () => void;
}

/** Whether the device reports that it has no network. Other answers prove nothing. */
export function isDeviceOffline(): boolean {
  return page.navigator?.onLine === false;
}

/** Calls back when the network is lost or returns, and when the page becomes visible. The result unsubscribes. */
export function watchWakeEvents({ onWake, onOffline }: Handlers): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const onVisible = () => {
    if (page.document?.visibilityState === "visible") onWake();
  };
  page.addEventListener?.("online", onWake, { signal });
  page.addEventListener?.("offline", onOffline, { signal });
  page.document?.addEventListener("visibilitychange", onVisible, { signal });
  return () => controller.abort();
}
