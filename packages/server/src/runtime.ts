import type { NotificationLinks, NotificationPolicy } from "@parley/api/host-types";
import { hasChannel, housekeep, scanFiles, sweepNotifications } from "@parley/api/housekeeping";
import { loadPushKeys, sweepPush } from "@parley/api/push";
import {
  type Channels,
  createPlatform,
  type Deliver,
  DomainError,
  type Meter,
  type Platform,
  type Policy,
  settlePolicy,
} from "@parley/api/platform";
import { connect, type Connection, type DatabaseTarget } from "@parley/db/connect";
import { migrate, nameWarnings, readSchemaState } from "@parley/db/migrate";
import type { FastifyBaseLogger } from "fastify";
import { createEncodePicture, type EncodePicture } from "./avatars/encode-picture.ts";
import { createFileStore } from "./files/file-store.ts";
import type { FileSettings } from "./files/file-settings.ts";
import { createFetchPicture } from "./avatars/fetch-picture.ts";
import { startAvatarRefresh } from "./avatars/refresh-avatars.ts";
import { startRounds } from "./rounds.ts";
import { openJobs, type QueueSettings } from "./jobs/open-jobs.ts";
import {
  type MailService,
  type MailSettings,
  openMailService,
} from "./notifications/mail-service.ts";
import type { Metrics } from "./metrics/create-metrics.ts";
import { watchPool } from "./metrics/watch-pool.ts";
import { createCloseStack } from "./close-stack.ts";
import { type BusChoice, openTransport } from "./open-transport.ts";
import { createSendPush } from "./push/send-push.ts";
import { findTracer } from "./tracing/create-tracer.ts";
import { upgradeInBackground } from "./upgrade-in-background.ts";

/** How users who are away are notified. */
export interface NotificationOptions {
  /** Where it differs from the default. */
  readonly policy?: Partial<NotificationPolicy> | undefined;
  readonly channels: Channels;
  /** Pages of the host that notifications link to. */
  readonly links?: NotificationLinks | undefined;
  /** E-mail, if it is sent. */
  readonly mail?: MailSettings | undefined;
}

const HOUSEKEEPING_INTERVAL = 60_000;
const SWEEP_INTERVAL = 15_000;
const PUSH_INTERVAL = 5_000;
const SCAN_INTERVAL = 1_000;

export interface RuntimeOptions {
  readonly target: DatabaseTarget;
  readonly schema?: string | undefined;
  readonly bus: BusChoice;
  readonly logger: FastifyBaseLogger;
  /** Whether the schema is migrated; otherwise it has to be current. */
  readonly migrates: boolean;
  /** Called with the open database before anything uses it. Rejects to refuse it. */
  readonly onConnected?: ((database: Connection) => Promise<void>) | undefined;
  readonly policy?: Partial<Policy> | undefined;
  /** How users who are away are notified. Without channels no user is. */
  readonly notifications?: NotificationOptions | undefined;
  /** Push messages to browsers, and how push services reach the operator: `mailto:` or `https:`. None are sent if absent. */
  readonly push?: { readonly contact: string } | undefined;
  /** Where files are stored, and what is accepted of them. Messages cannot have files if absent. */
  readonly files?: FileSettings | undefined;
  /** Milliseconds without a heartbeat after which a process counts as dead. */
  readonly lease?: number | undefined;
  /** Background work that differs, for tests: of the queue, and milliseconds between looks for due notifications. */
  readonly background?: { readonly queue?: QueueSettings; readonly sweepInterval?: number };
  readonly metrics?:
    | (Pick<Metrics, "waitedForConnection" | "fileStoreFailed"> & { readonly meter: Meter })
    | undefined;
}

/** Everything of Parley in this process except what is served: the platform, its database, and its background work. */
export interface Runtime {
  readonly platform: Platform;
  readonly database: Connection;
  /** What the operator must know, one plain sentence each. */
  readonly warnings: readonly string[];
  readonly encodePicture: EncodePicture;
  /** E-mail, if it is sent. Nothing arrives before it is mounted. */
  readonly mail: MailService | undefined;
  /** What is closed before everything that was opened earlier. */
  defer(close: () => Promise<void> | void): void;
  /** Stops the background work, and closes the database. Idempotent. */
  close(): Promise<void>;
}

/** The schema is not the one of this code, and may not be changed here. */
class NotMigratedError extends Error {
  override readonly name = "NotMigratedError";

  constructor(schema: string, state: "absent" | "older") {
    const what = state === "absent" ? "has no tables" : "is of an earlier version";
    super(
      `Parley: the schema ${schema} ${what}: start once with an account that may change it, and without migrate: false.`,
    );
  }
}

async function checkSchema({ direct }: Connection): Promise<void> {
  const client = await direct.$client.connect();
  try {
    const state = await readSchemaState(client, direct.schema);
    if (state !== "current") throw new NotMigratedError(direct.schema, state);
  } finally {
    client.release();
  }
}

/** Opens the database, migrates it, and starts the background work. Leaves nothing open if it fails. */
export async function openRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { logger, metrics, background: { queue, sweepInterval } = {} } = options;
  const warn = (message: string) => (err: unknown) => logger.warn({ err }, message);
  await using open = createCloseStack();
  const database = await connect(options.target, {
    schema: options.schema,
    onFault: warn("a database connection broke"),
  });
  open.defer(() => database.close());
  await options.onConnected?.(database);
  if (metrics !== undefined) watchPool(database.db.$client, metrics.waitedForConnection);
  await (options.migrates ? migrate(database.direct) : checkSchema(database));
  const warnings: string[] = [...database.warnings, ...(await nameWarnings(database))];
  const files =
    options.files && createFileStore({ ...options.files, onUnavailable: metrics?.fileStoreFailed });
  await files?.check().catch((fault: unknown) => {
    if (!(fault instanceof DomainError)) throw fault;
    // What is away can come back; until then uploads are refused, and continue afterwards.
    const why = fault.cause instanceof Error ? fault.cause.message : fault.message;
    warnings.push(`Files are unavailable: ${why}.`);
  });
  const background = await openJobs({
    database,
    migrates: options.migrates,
    onFault: warn("a background job failed"),
    queue,
  });
  open.defer(() => background.drain());
  const { notifications, push } = options;
  let mail: MailService | undefined;
  // No job runs before e-mail is open.
  const deliverByMail: Deliver = async (content) =>
    (await mail?.deliver(content)) ?? { outcome: "retry", detail: "e-mail is not open yet" };
  const platform = createPlatform({
    db: database.db,
    policy: options.policy,
    transport: await openTransport(options.bus, database.db.schema),
    lease: options.lease,
    meter: metrics?.meter,
    jobs: background.jobs,
    sendPush:
      push && createSendPush({ keys: () => loadPushKeys(database.db), contact: push.contact }),
    notifications: notifications?.policy,
    files,
    channels: { ...notifications?.channels, email: notifications?.mail && deliverByMail },
    links: notifications?.links,
    tracer: await findTracer(),
    onFault: warn("notifications between servers are delayed"),
  });
  open.defer(() => platform.bus.close());
  open.defer(() => platform.presence.close());
  await settlePolicy(platform);
  const encodePicture = createEncodePicture();
  const rounds = (run: () => Promise<unknown>, interval: number, what: string) =>
    open.defer(startRounds(run, { interval, onFault: warn(`${what} failed`) }));
  if (files?.scanner !== undefined)
    rounds(() => scanFiles(platform), SCAN_INTERVAL, "scanning of files");
  rounds(() => housekeep(platform), HOUSEKEEPING_INTERVAL, "housekeeping");
  // Without a channel nothing is due: it only remembers from when on messages would be.
  const interval = sweepInterval ?? (hasChannel(platform) ? SWEEP_INTERVAL : HOUSEKEEPING_INTERVAL);
  rounds(() => sweepNotifications(platform), interval, "looking for due notifications");
  if (notifications?.mail !== undefined) {
    mail = await openMailService({ settings: notifications.mail, platform, logger });
    open.defer(() => mail?.close());
  }
  if (push !== undefined)
    rounds(() => sweepPush(platform), PUSH_INTERVAL, "looking for push messages");
  await background.start(platform);
  open.defer(() => background.drain());
  open.defer(upgradeInBackground(platform, logger));
  open.defer(
    startAvatarRefresh(platform, {
      fetchPicture: createFetchPicture(),
      encodePicture,
      onFault: warn("pictures could not be refreshed"),
    }),
  );
  const opened = open.move();
  return {
    platform,
    database,
    warnings,
    encodePicture,
    mail,
    defer: (close) => opened.defer(close),
    close: async () => opened[Symbol.asyncDispose](),
  };
}
