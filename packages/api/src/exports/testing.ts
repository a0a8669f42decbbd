import type { TestClient } from "@parley/client/testing";
import type { MessageFile, Voice } from "@parley/contract/files";
import type { Signal } from "@parley/contract/events";
import type { Calls, Policy } from "./host-types.ts";
import { createTestApi as createKit } from "../testing/index.ts";
import type { TestClock } from "../testing/clock.ts";
import type { Follower, Numbered } from "../testing/follow.ts";
import type { Cast, GroupSpec } from "../testing/people.ts";
import type { RecordedNotifications } from "../testing/recorded-notifications.ts";
import type { NotificationChannel } from "@parley/contract/notifications";
import type { NotificationPolicy } from "../domain/notifications/notification-policy.ts";

export { newId } from "../testing/index.ts";
export { type Follower, nextOf, type Numbered } from "../testing/follow.ts";
export { reasonOf } from "../testing/reason.ts";
export type { Cast, GroupSpec } from "../testing/people.ts";
export type { RecordedNotifications } from "../testing/recorded-notifications.ts";
export type { TestClock } from "../testing/clock.ts";

/** The whole product in this process, called as one user. Every procedure, with its types. */
export type TestCaller = Calls;

/** How a test API differs from the default one. */
export interface TestApiOptions {
  /** `in-process` is PGlite, starts at once, and is the default; `postgres` is a real server. */
  readonly engine?: "in-process" | "postgres" | undefined;
  readonly policy?: Partial<Policy> | undefined;
  /** What the installation decides about notifications, where it differs from the default. */
  readonly notifications?: Partial<NotificationPolicy> | undefined;
  /** The channels that there are: e-mail by default. They deliver to `notifications.sent`. */
  readonly channels?: readonly NotificationChannel[] | undefined;
  /** Calls `settled` after every mutation of every caller. Costs some 100 ms for a few users. */
  readonly oracle?: boolean | undefined;
}

/** A file for `attach`. */
export interface AttachedFile {
  readonly name: string;
  readonly content: Buffer;
  readonly alt?: string | undefined;
  readonly voice?: Voice | undefined;
}

/** A running Parley without a server or a network, for test suites. */
export interface TestApi extends AsyncDisposable {
  readonly clock: TestClock;
  /** Faults that callers do not see. A test that expects none can check this. */
  readonly faults: unknown[];
  addPeople(cast: Cast): Promise<void>;
  /** Returns the id of the group's conversation. */
  addGroup(group: GroupSpec): Promise<string>;
  as(userId: string): TestCaller;
  /** Uploads a file as a user, and returns it ready for `files` of `messages.send`. Its kind is that of the name's ending. */
  attach(userId: string, file: AttachedFile): Promise<MessageFile>;
  readonly jobs: {
    /** Looks for what users are to be notified of, and runs the background work that is due by `clock`. Returns how many jobs ran. */
    run(): Promise<number>;
  };
  /** What was sent to users who are away. */
  readonly notifications: RecordedNotifications;
  /**
   * A user's real client, for hooks and screens: its connection to the routers is in memory, and has faults. `reset` and
   * `close` close it too.
   */
  client(userId: string): TestClient;
  /** The host platform, with a service token. */
  readonly service: TestCaller;
  /** An unauthenticated caller. */
  readonly anonymous: TestCaller;
  /** Reads a user's durable events, from `after` on, or from now. */
  follow(userId: string, after?: number): Promise<Follower<Numbered>>;
  /**
   * Reads a user's typing and presence signals; until it stops, the user is online. The others were notified of both.
   */
  followSignals(userId: string): Promise<Follower<Signal>>;
  /**
   * Fails if, since the last call, something changed for a user without an event, or an event differs from a fresh
   * fetch. The first call, and each user's first, records the current state.
   */
  settled(): Promise<void>;
  /** Makes the next `settled` record the current state: for rows that a test wrote directly. */
  forget(): void;
  /** Closes every client and empties every table. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the API in this process, on a database of its own. */
export const createTestApi: (options?: TestApiOptions) => Promise<TestApi> = createKit;
