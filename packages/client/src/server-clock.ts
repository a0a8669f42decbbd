import { field } from "./errors.ts";
import type { AppRouter } from "./app-router.ts";
import type { FileLimits, ScreenPolicy, SignedIn } from "@parley/contract";
import type { TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { createStore, type Store } from "./store.ts";

/** The server's clock and policy: they decide what may be offered, whatever the device's clock says. */
export interface ServerFacts {
  /** Undefined before the first response of `users.me`; a new object with each response, as the clock is set again. */
  readonly policy: Store<ScreenPolicy | undefined>;
  /** What the server accepts of files; undefined if messages cannot have any, and before the first response. */
  readonly files: Store<FileLimits | undefined>;
  /** The server's time in epoch milliseconds; the device's own before the first response of `users.me`. */
  now(): number;
}

interface Estimate {
  /** The server's time at `at`. */
  readonly time: number;
  readonly at: number;
}

/**
 * Reads the server's time and policy from every response of `users.me` that passes the link. The clock continues from
 * there monotonically: neither a wrong clock of the device nor a change of it has an effect.
 */
export function createServerFacts(monotonic: () => number, deviceNow: () => number) {
  const policy = createStore<ScreenPolicy | undefined>(undefined);
  const files = createStore<FileLimits | undefined>(undefined);
  let estimate: Estimate | undefined;
  const learn = ({ time, policy: next, files: accepted }: SignedIn["server"], sentAt: number) => {
    const at = monotonic();
    // The response was written at some time in between: with the middle, the error is at most half of the duration.
    const middle = Date.parse(time) + (at - sentAt) / 2;
    estimate = { time: middle, at };
    policy.set({ ...next });
    files.set(accepted);
  };
  const link: TRPCLink<AppRouter> = () => (call) =>
    observable((listener) => {
      const sentAt = monotonic();
      return call.next(call.op).subscribe({
        next(envelope) {
          const server = serverOf(field(envelope.result, "data"));
          if (call.op.path === "users.me" && server !== undefined) learn(server, sentAt);
          listener.next(envelope);
        },
        error: (error) => listener.error(error),
        complete: () => listener.complete(),
      });
    });
  const facts: ServerFacts = {
    policy,
    files,
    now: () => (estimate === undefined ? deviceNow() : estimate.time + monotonic() - estimate.at),
  };
  return { facts, link };
}

/** The server's fields in a response of `users.me`. An older server has none. */
function serverOf(answer: unknown): SignedIn["server"] | undefined {
  const server = field(answer, "server");
  const time = field(server, "time");
  const policy = field(server, "policy");
  if (typeof time !== "string" || Number.isNaN(Date.parse(time))) return undefined;
  if (typeof policy !== "object" || policy === null) return undefined;
  const files = field(server, "files");
  const hasFiles = typeof files === "object" && files !== null;
  // Nothing else has these fields: the contract's type of this procedure.
  return {
    time,
    policy: policy as ScreenPolicy,
    ...(hasFiles && { files: files as FileLimits }),
  };
}
