/** Calls back when the network returns or the page comes into view. The result ends it. */
export function watchWaking(onWake: () => void): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const onVisible = () => {
    if (globalThis.document.visibilityState === "visible") onWake();
  };
  // Neither exists in Node.
  globalThis.addEventListener?.("online", onWake, { signal });
  globalThis.document?.addEventListener("visibilitychange", onVisible, { signal });
  return () => controller.abort();
}
