import type { AppRouter } from "@parley/client";
import type { ParleyClient } from "@parley/client";
import { useMessaging } from "@parley/react";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCReact } from "@trpc/react-query";
import type { ReactNode } from "react";

/** The procedures as React Query hooks, for pages of requests and responses. Live data is in the client's state. */
export const trpc = createTRPCReact<AppRouter>({ abortOnUnmount: true });

/** Pages are fetched again whenever they are shown; for a minute they show what they had until it arrives. */
const createCache = () => new QueryClient({ defaultOptions: { queries: { gcTime: 60_000 } } });

/** One cache for each client, so that it outlives the page and is not shared with the next user. */
const caches = new WeakMap<ParleyClient, QueryClient>();

/** Makes the hooks of `trpc` work below it. */
export function AdminData({ children }: { readonly children: ReactNode }) {
  const { client } = useMessaging();
  const queryClient = caches.get(client) ?? createCache();
  caches.set(client, queryClient);
  return (
    <trpc.Provider client={client.trpc} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </trpc.Provider>
  );
}
