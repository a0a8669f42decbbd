import type { AppRouter } from "../app-router.ts";
import type { TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import type { TokenSource } from "./token-source.ts";

/** Learns from the result of `users.me` whose client this is. */
export const userLink =
  ({ learnUser }: Pick<TokenSource, "learnUser">): TRPCLink<AppRouter> =>
  () =>
  ({ op, next }) =>
    observable((listener) =>
      next(op).subscribe({
        next(envelope) {
          const data: unknown = "data" in envelope.result ? envelope.result.data : undefined;
          const isMe = op.path === "users.me" && typeof data === "object" && data !== null;
          if (isMe && "id" in data && typeof data.id === "string") learnUser(data.id);
          listener.next(envelope);
        },
        error: (error) => listener.error(error),
        complete: () => listener.complete(),
      }),
    );
