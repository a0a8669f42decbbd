/**
 * Why there is no connection: the device has no network, the server does not answer, or the host's `token` function
 * failed or returned no token.
 */
export type ConnectionCause = "network" | "server" | "token";

/** Where the live connection stands. */
export type ConnectionState =
  | { readonly status: "idle" }
  /** `attempt` counts from 1; `since` is when the connection was lost, absent where there was none yet. */
  | {
      readonly status: "connecting";
      readonly attempt: number;
      readonly since?: number | undefined;
      /** Why the last attempt failed, or the connection was lost. */
      readonly cause?: ConnectionCause | undefined;
    }
  | { readonly status: "online" }
  /** Waiting to try again; `since` is when the connection was lost, both in epoch milliseconds. */
  | {
      readonly status: "offline";
      readonly since: number;
      readonly retryAt: number;
      readonly cause?: ConnectionCause | undefined;
    }
  /** The server no longer serves this version of the client: the page has to be loaded again. */
  | { readonly status: "outdated" }
  /** The token no longer holds: the host has to sign in again. */
  | { readonly status: "signed-out"; readonly reason: "expired" | "refused" };
