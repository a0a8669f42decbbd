/**
 * Why there is no connection: the device has no network, the server does not answer, it answers calls but no
 * WebSocket opens, or the host's `token` function failed or returned no token.
 */
export type ConnectionCause = "network" | "server" | "socket" | "token";

/** State of the live connection. */
export type ConnectionState =
  | { readonly status: "idle" }
  /** `attempt` counts from 1; `since` is when the connection was lost, absent if there was none yet. */
  | {
      readonly status: "connecting";
      readonly attempt: number;
      readonly since?: number | undefined;
      /** Why the last attempt failed, or the connection was lost. */
      readonly cause?: ConnectionCause | undefined;
    }
  | { readonly status: "online" }
  /** Waiting to reconnect; `since` is when the connection was lost, both in epoch milliseconds. */
  | {
      readonly status: "offline";
      readonly since: number;
      readonly retryAt: number;
      readonly cause?: ConnectionCause | undefined;
    }
  /** The server no longer supports this version of the client: reload the page. */
  | { readonly status: "outdated" }
  /** The token is no longer valid: the host has to sign in again. */
  | { readonly status: "signed-out"; readonly reason: "expired" | "refused" };
