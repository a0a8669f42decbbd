/** Close codes of the socket; each asks the client for one thing. */
export const closeCodes = {
  /** The server restarts: come back at once, with jitter. */
  goingAway: 1001,
  /** Sign in again, then come back. */
  signInAgain: 4401,
  /** Stop: this account may not connect. */
  stop: 4403,
  /** No sign-in arrived in time. */
  authDeadline: 4408,
  /** Too slow to read: come back and catch up. */
  slowConsumer: 4429,
  /** This person, or their address, has too many sockets open: come back later. */
  tooManySockets: 4430,
  /** This socket, or all of its person's together, sent too much: come back later. */
  tooManyFrames: 4431,
} as const;
