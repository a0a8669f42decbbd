import { timing } from "@parley/contract/limits";

/** How long the server waits for whom, in milliseconds. */
export interface Pace {
  /** For a new socket to sign in. */
  readonly authDeadline: number;
  /** Between two looks at a socket that holds too much. */
  readonly stallCheck: number;
  /** For such a socket to read anything at all. */
  readonly stallPatience: number;
  /** Of silence, before a socket is asked whether it is still there. */
  readonly pingAfter: number;
  /** For the answer to that. */
  readonly pongWait: number;
  /** For a peer to answer a close. */
  readonly closeTimeout: number;
  /** For the headers of a request, from its first moment on. */
  readonly headersTimeout: number;
  /** For a whole request, its body with it. */
  readonly requestTimeout: number;
  /** For a connection on which nothing moves, in either direction. */
  readonly connectionTimeout: number;
  /** Between two looks for requests that take too long. */
  readonly requestCheck: number;
  /** For calls under way when the server drains. */
  readonly drainPatience: number;
}

export const defaultPace: Pace = {
  authDeadline: timing.authDeadline,
  stallCheck: 1_000,
  stallPatience: 10_000,
  pingAfter: 30_000,
  pongWait: 5_000,
  closeTimeout: 5_000,
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  connectionTimeout: 60_000,
  requestCheck: 5_000,
  drainPatience: 10_000,
};
