interface Handlers {
  /** The network returns, or the page becomes visible. */
  readonly onWake: () => void;
  /** The network is lost. */
  readonly onOffline: () => void;
}

/** Whether the device reports that it has no network. Other answers prove nothing. */
export function isDeviceOffline(): boolean {
  // Node's navigator has no `onLine`, and older versions have no navigator.
  const { navigator }: { readonly navigator?: { readonly onLine?: boolean } } = globalThis;
  return navigator?.onLine === false;
}

/** Calls back when the network is lost or returns, and when the page becomes visible. The result unsubscribes. */
export function watchWakeEvents({ onWake, onOffline }: Handlers): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const onVisible = () => {
    if (globalThis.document.visibilityState === "visible") onWake();
  };
  // Neither exists in Node.
  globalThis.addEventListener?.("online", onWake, { signal });
  globalThis.addEventListener?.("offline", onOffline, { signal });
  globalThis.document?.addEventListener("visibilitychange", onVisible, { signal });
  return () => controller.abort();
}
