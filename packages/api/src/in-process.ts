import { randomUUID } from "node:crypto";
import type { HostClient } from "@parley/db/host-client";
import { appRouter } from "./app-router.ts";
import type { Calls, CallsInTransaction, InProcess } from "./calls.ts";
import type { Platform, Session } from "./domain/context.ts";
import { joinTransaction } from "./join-transaction.ts";
import { createCallerFactory, type RequestContext } from "./trpc.ts";
import { wrapCaller } from "./wrap-caller.ts";

const createCaller = createCallerFactory(appRouter);

const LIFETIME = 3_600_000;

/** Creates callers of a platform. */
export function createInProcess(
  platform: Platform,
  onFault?: RequestContext["onFault"],
): InProcess {
  const callerOf = (kind: { kind: "user"; userId: string } | { kind: "service"; name: string }) => {
    const issuedAt = platform.clock.now();
    const expiresAt = new Date(issuedAt.getTime() + LIFETIME);
    const session: Session = { ...kind, issuedAt, expiresAt };
    return createCaller({ ...platform, requestId: randomUUID(), session, onFault });
  };
  return {
    as: (userId) => callerOf({ kind: "user", userId }),
    asService: () => callerOf({ kind: "service", name: "host" }),
  };
}

/** Creates callers whose calls are part of a transaction of the host. */
export function createInTransaction(
  platform: Platform,
  client: HostClient,
  onFault?: RequestContext["onFault"],
): CallsInTransaction {
  const joined = joinTransaction(platform, client);
  const callers = createInProcess(joined.platform, onFault);
  const inTurn = (caller: Calls) =>
    wrapCaller(caller, (path, call) => {
      if (path.startsWith("events."))
        throw new Error("Parley: events cannot be followed in a transaction.");
      return joined.run(call);
    });
  return {
    as: (userId) => inTurn(callers.as(userId)),
    asService: () => inTurn(callers.asService()),
    publish: joined.publish,
  };
}
