import type { AppRouter } from "@parley/api/app-router";
import { createTRPCReact } from "@trpc/react-query";
import { createContext } from "react";

/**
 * Parley's procedures as React Query hooks. It has a React context of its own, so that a host which
 * uses tRPC for its own router keeps it.
 */
export const trpc = createTRPCReact<AppRouter>({ context: createContext(null) });
