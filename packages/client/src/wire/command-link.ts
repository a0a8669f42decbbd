import type { AppRouter } from "../app-router.ts";
import { TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable, type Unsubscribable } from "@trpc/server/observable";
import { reasonOf, toError } from "../errors.ts";
import { retryPolicyOf } from "../retry-policy.ts";

interface Options {
  readonly socket: TRPCLink<AppRouter>;
  readonly http: TRPCLink<AppRouter>;
  /** Whether the socket accepts calls now. */
  readonly canUseSocket: () => boolean;
  /** The socket's token was refused. */
  readonly onSocketRefused: () => void;
  /** Gets another token. */
  readonly renewToken: () => Promise<string | null>;
  /** The server no longer supports this version of the client. */
  readonly onOutdated: () => void;
  /** A new token was refused as well. */
  readonly onSignedOut: () => void;
}

/**
 * Sends queries and mutations over the socket while it is open, else over HTTP. A call whose token was refused is
 * repeated once with a new one, over HTTP: a socket keeps the token that it started with.
 */
export function commandLink(options: Options): TRPCLink<AppRouter> {
  return (runtime) => {
    const socket = options.socket(runtime);
    const http = options.http(runtime);
    return (call) =>
      observable((listener) => {
        let isOver = false;
        let current: Unsubscribable | undefined;
        const make = (
          link: typeof http,
          onRefused: (error: TRPCClientError<AppRouter>) => void,
        ) => {
          current = link(call).subscribe({
            next: (envelope) => listener.next(envelope),
            complete: () => listener.complete(),
            error(error) {
              const policy = retryPolicyOf(reasonOf(error));
              if (policy === "sign-in") return onRefused(error);
              if (policy === "reload") options.onOutdated();
              listener.error(error);
            },
          });
        };
        const giveUp = (error: TRPCClientError<AppRouter>) => {
          options.onSignedOut();
          listener.error(error);
        };
        const again = () => isOver || make(http, giveUp);
        const viaSocket = options.canUseSocket();
        make(viaSocket ? socket : http, (error) => {
          if (viaSocket) options.onSocketRefused();
          options.renewToken().then(
            (token) => (token === null ? giveUp(error) : again()),
            // The host failed to respond: that may be temporary, and does not end the session.
            (cause: unknown) => listener.error(TRPCClientError.from(toError(cause))),
          );
        });
        return () => {
          isOver = true;
          current?.unsubscribe();
        };
      });
  };
}
