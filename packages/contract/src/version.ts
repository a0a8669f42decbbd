/**
 * The version of everything in this package. A change that an older client could not read increments it, together with
 * the hash in `version.test.ts`.
 */
export const CONTRACT_VERSION = 2;

/** The oldest client version that this server supports. Raise it only when older clients cannot work any more. */
export const OLDEST_CLIENT_VERSION = 1;

/** The HTTP header with the client's `CONTRACT_VERSION`; on a socket it is `version` in the connection params. */
export const CONTRACT_HEADER = "parley-contract";

/**
 * The HTTP header with the id, percent-encoded, of the user whom the client has; on a socket it is `user` in the
 * connection params. The server refuses a call whose cookies are those of another user.
 */
export const USER_HEADER = "parley-user";
