import { createHash, randomUUID } from "node:crypto";
import { createBatchLoader } from "@parley/concurrency/batch-loader";
import type { Platform } from "@parley/api/platform";
import type { Person } from "@parley/contract/people";
import type { WebSession } from "@parley/contract/sign-in";
import { users, webSessions } from "@parley/db/schema";
import { and, desc, eq, gt, inArray, isNull, lt, or, type SQL } from "drizzle-orm";
import type { Device } from "./device.ts";
import { randomText } from "./flows.ts";
import type { SignedInUser } from "./way.ts";

/** Sessions of one user. A new one beyond that ends the one that was not used for longest. */
const SESSIONS_MAX = 50;

/** Characters of an ID token that is stored; most have 1,000. */
const ID_TOKEN_MAX = 4_000;

/** A session that may continue, with its user. */
export interface FoundSession {
  readonly id: string;
  readonly way: string;
  /** The provider's ID token, if the provider signed the user in. */
  readonly idToken: string | null;
  readonly person: Person;
}

/** A session that starts. */
export interface NewSession extends SignedInUser {
  readonly way: string;
  readonly device: Device;
}

/** Which sessions end. */
export type EndedSessions = { readonly of: string } | { readonly of: string; readonly id: string };

/** The browsers that are signed in. */
export interface WebSessions {
  /** Seconds after its last use at which a session expires. */
  readonly lifetime: number;
  /** Starts a session. Returns the secret for its cookie. */
  start(session: NewSession): Promise<string>;
  /**
   * Finds the session of a cookie, and prolongs it. Undefined if it has ended or expired, the user is deactivated, or
   * their tokens were revoked since it started.
   */
  use(secret: string): Promise<FoundSession | undefined>;
  /** The sessions of a user, the latest used first. */
  list(userId: string): Promise<Omit<WebSession, "isCurrent">[]>;
  /** Ends all sessions of a user, or one of them, and closes their sockets on every server. Returns how many there were. */
  end(ended: EndedSessions): Promise<number>;
  /** Ends the session of a cookie, if it has one. */
  endOne(secret: string): Promise<void>;
  /** Whether a session has not ended. Concurrent calls share a query. */
  isAlive(id: string): Promise<boolean>;
}

const hash = (secret: string) => createHash("sha256").update(secret).digest();

export function createWebSessions(
  { db, bus, clock }: Pick<Platform, "db" | "bus" | "clock">,
  { lifetime }: { lifetime: number },
): WebSessions {
  const expiry = (now: Date) => new Date(now.getTime() + lifetime * 1_000);
  const alive = createBatchLoader(async (ids: readonly string[]) => {
    const rows = await db
      .select({ id: webSessions.id })
      .from(webSessions)
      .where(and(inArray(webSessions.id, [...ids]), gt(webSessions.expiresAt, clock.now())));
    return new Map(rows.map(({ id }) => [id, true]));
  });

  /** Removes expired sessions, and those of a user beyond the limit. */
  async function sweep(userId: string, now: Date): Promise<void> {
    await db.delete(webSessions).where(lt(webSessions.expiresAt, now));
    const excess = db
      .select({ id: webSessions.id })
      .from(webSessions)
      .where(eq(webSessions.userId, userId))
      .orderBy(desc(webSessions.lastSeenAt), desc(webSessions.id))
      .offset(SESSIONS_MAX);
    await remove(inArray(webSessions.id, excess));
  }

  /** Removes sessions, and makes each socket of their users check its own again. */
  async function remove(which: SQL | undefined): Promise<number> {
    const removed = await db
      .delete(webSessions)
      .where(which)
      .returning({ userId: webSessions.userId });
    for (const userId of new Set(removed.map((row) => row.userId))) bus.authority(userId);
    return removed.length;
  }

  return {
    lifetime,
    async start({ userId, way, idToken, device }) {
      const secret = randomText();
      const now = clock.now();
      const times = { createdAt: now, lastSeenAt: now, expiresAt: expiry(now) };
      await db.insert(webSessions).values({
        id: randomUUID(),
        secretHash: hash(secret),
        userId,
        way,
        // It becomes part of an address.
        idToken: idToken !== undefined && idToken.length <= ID_TOKEN_MAX ? idToken : null,
        ...device,
        ...times,
      });
      await sweep(userId, now);
      return secret;
    },
    async use(secret) {
      const now = clock.now();
      const { id, name, role, avatarUrl, status, tokensValidAfter } = users;
      const isNotRevoked = or(
        isNull(tokensValidAfter),
        // A session of the same millisecond is from before the revocation.
        lt(tokensValidAfter, webSessions.createdAt),
      );
      const [found] = await db
        .update(webSessions)
        .set({ lastSeenAt: now, expiresAt: expiry(now) })
        .from(users)
        .where(
          and(
            eq(webSessions.secretHash, hash(secret)),
            gt(webSessions.expiresAt, now),
            eq(id, webSessions.userId),
            eq(status, "active"),
            isNotRevoked,
          ),
        )
        .returning({
          id: webSessions.id,
          way: webSessions.way,
          idToken: webSessions.idToken,
          person: { id, name, role, avatarUrl },
        });
      return found;
    },
    async list(userId) {
      const { id, browser, system, createdAt, lastSeenAt } = webSessions;
      const rows = await db
        .select({ id, browser, system, createdAt, lastSeenAt })
        .from(webSessions)
        .where(and(eq(webSessions.userId, userId), gt(webSessions.expiresAt, clock.now())))
        .orderBy(desc(lastSeenAt), desc(id));
      return rows.map(({ createdAt: created, lastSeenAt: seen, ...row }) => ({
        ...row,
        createdAt: created.toISOString(),
        lastSeenAt: seen.toISOString(),
      }));
    },
    async end(ended) {
      const ofUser = eq(webSessions.userId, ended.of);
      return remove("id" in ended ? and(ofUser, eq(webSessions.id, ended.id)) : ofUser);
    },
    async endOne(secret) {
      await remove(eq(webSessions.secretHash, hash(secret)));
    },
    isAlive: async (id) => (await alive.load(id)) ?? false,
  };
}
