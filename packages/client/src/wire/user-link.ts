import { field } from "../errors.ts";
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
          const id = field(field(envelope.result, "data"), "id");
          if (op.path === "users.me" && typeof id === "string") learnUser(id);
          listener.next(envelope);
        },
        error: (error) => listener.error(error),
        complete: () => listener.complete(),
      }),
    );
