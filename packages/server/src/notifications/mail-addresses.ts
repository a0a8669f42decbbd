import type { Platform } from "@parley/api/platform";
import { canonicalEmail } from "@parley/contract/email";
import { loadSecret } from "@parley/db/load-secret";
import { mailAddresses, mailSecret, notifications, users } from "@parley/db/schema";
import {
  type BounceScore,
  countBounce,
  type MailBounce,
  noBounces,
  stopsMail,
} from "@parley/mail/bounces";
import { and, eq, isNull, lt, sql } from "drizzle-orm";

const HOUR = 3_600_000;

/** Who got a mail. */
export interface Recipient {
  readonly id: string;
  readonly address: string;
}

/** What the database remembers of addresses to which mails are sent. */
export interface MailAddresses {
  readonly secret: string;
  /** The active user who has an address. */
  userOf(address: string): Promise<{ readonly id: string } | null>;
  /** The user whom a notification was for, and their address. */
  recipientOf(notificationId: string): Promise<Recipient | null>;
  /** Whether mails to an address have bounced too often. */
  isStopped(address: string): Promise<boolean>;
  /** Counts a bounce; true if no mail is sent any more. */
  count(address: string, bounce: Pick<MailBounce, "kind" | "detail">): Promise<boolean>;
  /** Whether an answer may be sent to an address: one an hour, whichever server asks. */
  mayAnswer(address: string): Promise<boolean>;
}

const scoreOf = (row: {
  score: number;
  hardAt: Date | null;
  softAt: Date | null;
}): BounceScore => ({
  score: row.score,
  hardAt: row.hardAt?.getTime() ?? null,
  softAt: row.softAt?.getTime() ?? null,
});

const dateOf = (time: number | null) => (time === null ? null : new Date(time));

/** One of an unusual form bounces as well. */
const keyOf = (address: string) => canonicalEmail(address) ?? address.toLowerCase();

/** Opens what is remembered; the first server creates the secret of all. */
export async function openMailAddresses({
  db,
  clock,
}: Pick<Platform, "db" | "clock">): Promise<MailAddresses> {
  const secret = await loadSecret(db, mailSecret);
  const columns = {
    score: mailAddresses.score,
    hardAt: mailAddresses.hardAt,
    softAt: mailAddresses.softAt,
  };
  return {
    secret: secret.toString("base64"),
    async userOf(address) {
      const email = canonicalEmail(address);
      if (email === undefined) return null;
      const [user] = await db
        .select({ id: users.id })
        .from(users)
        .where(and(eq(users.email, email), eq(users.status, "active")));
      return user ?? null;
    },
    async recipientOf(notificationId) {
      const [found] = await db
        .select({ id: users.id, address: users.email })
        .from(notifications)
        .innerJoin(users, eq(users.id, notifications.userId))
        .where(eq(notifications.id, notificationId));
      return found?.address == null ? null : { id: found.id, address: found.address };
    },
    async isStopped(address) {
      const [known] = await db
        .select(columns)
        .from(mailAddresses)
        .where(eq(mailAddresses.address, keyOf(address)));
      return known !== undefined && stopsMail(scoreOf(known), clock.now().getTime());
    },
    count: (given, { kind, detail }) =>
      db.transaction(async (tx) => {
        const address = keyOf(given);
        await tx.insert(mailAddresses).values({ address }).onConflictDoNothing();
        const [known] = await tx
          .select(columns)
          .from(mailAddresses)
          .where(eq(mailAddresses.address, address))
          .for("update");
        const before = known === undefined ? noBounces : scoreOf(known);
        const { score, stops } = countBounce(before, kind, clock.now().getTime());
        await tx
          .update(mailAddresses)
          .set({
            score: score.score,
            hardAt: dateOf(score.hardAt),
            softAt: dateOf(score.softAt),
            detail,
          })
          .where(eq(mailAddresses.address, address));
        return stops;
      }),
    async mayAnswer(given) {
      const answeredAt = clock.now();
      const hourAgo = new Date(answeredAt.getTime() - HOUR);
      const taken = await db
        .insert(mailAddresses)
        .values({ address: keyOf(given), answeredAt })
        .onConflictDoUpdate({
          target: mailAddresses.address,
          set: { answeredAt },
          setWhere: sql`${isNull(mailAddresses.answeredAt)} or ${lt(mailAddresses.answeredAt, hourAgo)}`,
        })
        .returning({ address: mailAddresses.address });
      return taken.length > 0;
    },
  };
}
