interface Watcher {
  /** The network returns, or the page comes into view. */
  readonly onWake: () => void;
  /** The network is gone. */
  readonly onOffline: () => void;
}

/** Whether the device says that it has no network. Other answers prove nothing. */
export function isDeviceOffline(): boolean {
  // Node has a navigator that says nothing of networks, and older ones have none.
  const { navigator }: { readonly navigator?: { readonly onLine?: boolean } } = globalThis;
  return navigator?.onLine === false;
}

/** Calls back when the network or the page comes or goes. The result ends it. */
export function watchWaking({ onWake, onOffline }: Watcher): () => void {
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
