import { useMessaging } from "@parley/react";
import { useEffect } from "react";
import { keptParts } from "./kept-parts.ts";
import type { KeptScreen } from "./kept-screen.ts";

/** The screen is kept this long after its last change, in milliseconds. */
const QUIET = 1_000;

/** Keeps what the screen shows whenever it has changed, and when the page goes out of sight. */
export function KeepScreen({ screen }: { readonly screen: KeptScreen }) {
  const { queryClient, stores } = useMessaging();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const save = () => {
      clearTimeout(timer);
      timer = undefined;
      const cursor = stores.place.get();
      const parts = cursor === undefined ? null : keptParts(queryClient, cursor);
      if (parts !== null) void screen.save(parts);
    };
    const onHidden = () => {
      if (document.visibilityState === "hidden" && timer !== undefined) save();
    };
    const unsubscribe = queryClient.getQueryCache().subscribe(({ type }) => {
      // Busy times do not put it off for ever: the first change counts.
      if (type === "updated" || type === "removed") timer ??= setTimeout(save, QUIET);
    });
    document.addEventListener("visibilitychange", onHidden);
    // What came before this was there to listen.
    timer = setTimeout(save, QUIET);
    return () => {
      clearTimeout(timer);
      unsubscribe();
      document.removeEventListener("visibilitychange", onHidden);
    };
  }, [queryClient, stores, screen]);
  return null;
}
