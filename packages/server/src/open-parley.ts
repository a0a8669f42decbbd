import { endPushOfSession } from "@parley/api/push";
import type { CallsInTransaction, HostClient, InProcess } from "@parley/api/host-types";
import { createInProcess, createInTransaction, revokeTokens } from "@parley/api/platform";
import type { Connection } from "@parley/db/connect";
import type { FastifyBaseLogger, FastifyRequest } from "fastify";
import { type Authenticator, createAuthenticator } from "./auth.ts";
import { createHostAuthenticator, sessionTopic } from "./auth/host-session.ts";
import { rememberSignIns } from "./auth/remember-sign-ins.ts";
import { createPublishedKeys, createSharedKey, importSecret } from "./auth/token-key.ts";
import { takesWrites } from "./http/health.ts";
import { createFaultLog } from "./logs/fault-log.ts";
import { createOriginLog } from "./logs/origin-log.ts";
import { createSessionLog } from "./logs/session-log.ts";
import { createTokenLog } from "./logs/token-log.ts";
import { createMetrics } from "./metrics/create-metrics.ts";
import type { MountDeps } from "./mount.ts";
import type { Settings } from "./options.ts";
import { OptionsError } from "./options-error.ts";
import { openRuntime, type Runtime } from "./runtime.ts";

/** Parley in the host's own code. */
export interface Parley extends InProcess {
  /**
   * Runs `work` in a transaction on a client of node-postgres, with statements of the host and calls of Parley, and
   * commits it. What the calls change is published after the commit, and nothing of it if `work` throws.
   */
  transaction<Result>(
    client: HostClient,
    work: (calls: InProcess) => Promise<Result>,
  ): Promise<Result>;
  /** Calls in a transaction that the host has begun, and commits itself. After the commit it calls `publish`. */
  within(client: HostClient): CallsInTransaction;
  /**
   * Closes open sockets at once: those of a user, whose tokens are refused from now on, or those of one session of the
   * host. Not both, since the first includes the second: a session object of the host is refused by the compiler.
   */
  signOut(
    who:
      | { readonly userId: string; readonly sessionKey?: never }
      | { readonly sessionKey: string; readonly userId?: never },
  ): Promise<void>;
  /** Whether the database accepts writes, for the host's own health check. */
  isReady(): Promise<boolean>;
}

/** An open Parley, not served yet. */
export interface OpenParley {
  readonly runtime: Runtime;
  readonly deps: MountDeps;
  readonly parley: Parley;
}

/** Which schemas of which databases are open in this process, also across reloads and copies of this module. */
function openSchemas(): Set<string> {
  const key = Symbol.for("@parley/server");
  // Of this key, only this function writes the value.
  const found: unknown = Reflect.get(globalThis, key);
  if (found instanceof Set) return found as Set<string>;
  const created = new Set<string>();
  Reflect.set(globalThis, key, created);
  return created;
}

/** Two in one process would each deliver only what went through themselves, and do all background work twice. */
async function claimSchema({ description, identify, db }: Connection): Promise<() => void> {
  const schemas = openSchemas();
  // The database may be opened by two addresses, and may have been restarted since.
  const names = [description, await identify()].map((place) => `${place}, schema ${db.schema}`);
  if (names.some((name) => schemas.has(name)))
    throw new OptionsError(
      `Parley: the schema ${db.schema} of this database is open in this process already: register it once, close the other one first, or give this one another schema. If your code is reloaded in development, keep one: globalThis.parley ??= await createParley(…).`,
    );
  for (const name of names) schemas.add(name);
  return () => names.forEach((name) => schemas.delete(name));
}

type Jwt = NonNullable<Settings<never>["jwt"]>;

async function openTokens(
  { secret, jwksUrl, issuer, audience, maxHours, createsUsers }: Jwt,
  { platform: { clock }, defer }: Runtime,
  onTokenRefused: NonNullable<MountDeps["onTokenRefused"]>,
): Promise<Authenticator> {
  const key =
    secret === undefined
      ? createPublishedKeys(new URL(jwksUrl ?? ""))
      : createSharedKey(await importSecret(secret));
  defer(() => key.close());
  const expected = { issuer, audience };
  const rules = { key, expected, clock, maxLifetime: maxHours * 3_600, createsUsers };
  return rememberSignIns(createAuthenticator({ ...rules, onTokenRefused }), { clock });
}

async function runTransaction<Result>(
  { publish, ...calls }: CallsInTransaction,
  client: HostClient,
  work: (calls: InProcess) => Promise<Result>,
): Promise<Result> {
  await client.query("begin isolation level read committed");
  let result: Result;
  try {
    result = await work(calls);
    await client.query("commit");
  } catch (fault) {
    // The connection may be what failed.
    await client.query("rollback").catch(() => undefined);
    throw fault;
  }
  // It is committed, whatever happens now: what cannot be published is found in the log.
  await publish().catch(() => undefined);
  return result;
}

function createHandle({ platform }: Runtime, log: FastifyBaseLogger): Parley {
  const report = createFaultLog(log);
  const within = (client: HostClient) => createInTransaction(platform, client, report);
  return {
    ...createInProcess(platform, report),
    within,
    transaction: (client, work) => runTransaction(within(client), client, work),
    async signOut(who) {
      if (who.userId !== undefined) await revokeTokens(platform, who.userId);
      else {
        await endPushOfSession(platform.db, who.sessionKey);
        platform.bus.authority(sessionTopic(who.sessionKey));
      }
    },
    isReady: () => takesWrites(platform.db),
  };
}

/** Opens the database, migrates it, and starts the background work. Leaves nothing open if it fails. */
export async function openParley(
  settings: Settings<FastifyRequest>,
  logger: FastifyBaseLogger,
): Promise<OpenParley> {
  const {
    target,
    schema,
    bus,
    policy,
    notifications,
    files,
    migrates,
    jwt,
    authenticate,
    allowedOrigins,
    limits,
  } = settings;
  const metrics = settings.metrics && createMetrics(settings.metrics);
  let release = () => {};
  const runtime = await openRuntime({
    target,
    schema,
    bus,
    policy,
    notifications,
    files,
    migrates,
    logger,
    metrics,
    onConnected: async (database) => void (release = await claimSchema(database)),
  }).catch((fault: unknown) => {
    release();
    metrics?.remove();
    throw fault;
  });
  for (const warning of runtime.warnings) logger.warn(warning);
  const onTokenRefused = createTokenLog(logger);
  const onOriginRefused = createOriginLog(logger, "allowedOrigins");
  const tokens = jwt && (await openTokens(jwt, runtime, onTokenRefused));
  const now = () => runtime.platform.clock.now();
  const authenticator =
    authenticate === undefined
      ? tokens
      : createHostAuthenticator({
          authenticate,
          tokens,
          allowedOrigins,
          now,
          onOriginRefused,
          onUnknown: createSessionLog(logger),
        });
  if (authenticator === undefined) throw new Error("no way to authenticate");
  const { platform, encodePicture } = runtime;
  return {
    runtime: {
      ...runtime,
      async close() {
        await runtime.close();
        metrics?.remove();
        release();
      },
    },
    deps: {
      platform,
      authenticator,
      allowedOrigins,
      onOriginRefused,
      onTokenRefused,
      limits,
      metrics,
      encodePicture,
      mail: runtime.mail,
    },
    parley: createHandle(runtime, logger),
  };
}
