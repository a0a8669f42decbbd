import { useQuery } from "@tanstack/react-query";
import { fetchBrowserSession } from "../session/browser-session.ts";

const ASK_AGAIN_MS = 3_000;

/** The session of this browser. While the server is unavailable the query is retried every few seconds. */
export function useBrowserSession() {
  const { data, isError, refetch } = useQuery({
    queryKey: ["browser-session"],
    queryFn: fetchBrowserSession,
    retry: false,
    networkMode: "always",
    refetchOnWindowFocus: false,
    refetchInterval: ({ state }) => state.status === "error" && ASK_AGAIN_MS,
  });
  return { session: data, failed: isError && data === undefined, retry: () => void refetch() };
}
