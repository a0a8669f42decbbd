import type { FastifyBaseLogger, FastifyRequest } from "fastify";

/** Sessions that a middleware reads are known for calls, and not for sockets. The page then says that the session has ended. */
const SOCKET_HINT =
  "no middleware of the server runs for sockets, so authenticate has to read the session from the cookies of its request";

const NAMES = 10;

/** Names as RFC 6265 defines them, and at most ten. A cookie without one is a value, which is not logged. */
const namesOf = (cookies: string): readonly string[] =>
  cookies
    .split(";", 200)
    .flatMap((pair) => /^\s*([!#$%&'*+\-.^_`|~\w]{1,64})=/.exec(pair)?.[1] ?? [])
    .slice(0, NAMES);

/**
 * Logs that the host's `authenticate` found no user for a request with cookies: once for calls and once for sockets, since
 * users who are signed out have cookies too.
 */
export function createSessionLog(
  log: Pick<FastifyBaseLogger, "info">,
): (request: Pick<FastifyRequest, "headers">) => void {
  const logged = new Set<boolean>();
  return ({ headers: { upgrade, cookie = "" } }) => {
    const isSocket = upgrade !== undefined;
    const names = namesOf(cookie).join(", ");
    if (names === "" || logged.has(isSocket)) return;
    logged.add(isSocket);
    log.info(
      isSocket
        ? `authenticate returned null for a WebSocket that has cookies (${names}). If a user is signed in there: ${SOCKET_HINT}`
        : `authenticate returned null for a call that has cookies (${names}). If a user is signed in there, it does not find your session`,
    );
  };
}
