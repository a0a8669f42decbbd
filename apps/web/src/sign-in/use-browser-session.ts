import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { fetchBrowserSession } from "../session/browser-session.ts";
import { LAST_SESSION } from "../session/session-storage.ts";

const ASK_AGAIN_MS = 3_000;

/**
 * The session of this browser. While the server is unavailable the query is retried every few seconds, and a page that waits
 * for a sign-in continues when another tab has signed in.
 */
export function useBrowserSession() {
  const { data, isError, refetch } = useQuery({
    queryKey: ["browser-session"],
    queryFn: fetchBrowserSession,
    retry: false,
    networkMode: "always",
    refetchOnWindowFocus: ({ state }) => state.data?.status === "signed-out",
    refetchInterval: ({ state }) => state.status === "error" && ASK_AGAIN_MS,
  });
  useEffect(() => {
    const onStored = ({ key, newValue }: StorageEvent) => {
      if (key === LAST_SESSION && newValue !== null) void refetch();
    };
    window.addEventListener("storage", onStored);
    return () => window.removeEventListener("storage", onStored);
  }, [refetch]);
  return { session: data, failed: isError && data === undefined, retry: () => void refetch() };
}
