/** Close codes of the socket. Each asks the client for one reaction. */
export const closeCodes = {
  /** The server restarts: reconnect immediately, with jitter. */
  goingAway: 1001,
  /** Sign in again, then reconnect. */
  signInAgain: 4401,
  /** Stop: this account may not connect. */
  stop: 4403,
  /** The client did not authenticate in time. */
  authDeadline: 4408,
  /** Too slow to read: reconnect and catch up. */
  slowConsumer: 4429,
  /** This user, or their address, has too many open sockets: reconnect later. */
  tooManySockets: 4430,
  /** This socket, or all sockets of its user together, sent too much: reconnect later. */
  tooManyFrames: 4431,
} as const;
