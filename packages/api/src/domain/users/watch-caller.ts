import { createNotifier } from "@parley/concurrency/notifier";
import type { ActorContext, UserSession } from "../context.ts";
import { DomainError } from "../errors.ts";
import { loadActor } from "./load-actor.ts";

/** The caller of a subscription, which outlives changes of their account. */
export interface CallerWatch<Context> {
  /**
   * Returns the caller's context as the database has it now; undefined if the session is no longer valid. Queries the
   * database only after a change.
   */
  current(): Promise<Context | undefined>;
  /** The same without a query: undefined also if one would be needed. */
  known(): Context | undefined;
  /** Resolves at the next change of the account that `current` has not seen, or at `wake`. */
  changed(): Promise<void>;
  wake(): void;
  stop(): void;
}

/** Watches an account: status, role, tokens, and what its user shares. */
export function watchCaller<Context extends ActorContext & { readonly session: UserSession }>(
  ctx: Context,
): CallerWatch<Context> {
  let known: Context | undefined = ctx;
  let isStale = false;
  const change = createNotifier();
  const stopListening = ctx.bus.listen(ctx.session.userId, {
    onAuthority() {
      isStale = true;
      change.notify();
    },
  });

  async function reload(): Promise<Context | undefined> {
    try {
      return { ...ctx, actor: await loadActor({ ctx, session: ctx.session }) };
    } catch (fault) {
      if (fault instanceof DomainError) return undefined;
      isStale = true;
      throw fault;
    }
  }

  return {
    async current() {
      while (isStale) {
        isStale = false;
        known = await reload();
      }
      return known;
    },
    known: () => (isStale ? undefined : known),
    changed: () => (isStale ? Promise.resolve() : change.wait()),
    wake: change.notify,
    stop: stopListening,
  };
}
