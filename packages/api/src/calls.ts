import type { AppRouter } from "@parley/client/app-router";

/** Every procedure, typed, in this process. By the generated router: the type of the real one names the database layer. */
export type Calls = ReturnType<AppRouter["createCaller"]>;

/** Calls by the host's own code, without a token: the host decides who calls. */
export interface InProcess {
  /** Calls as a user. */
  as(userId: string): Calls;
  /** Calls as the host platform, as with a service token. */
  asService(): Calls;
}

/** Calls in a transaction that the host commits. */
export interface CallsInTransaction extends InProcess {
  /** Publishes what the calls changed. To be called after the commit. */
  publish(): Promise<void>;
}
