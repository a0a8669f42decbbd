import type { Clock } from "@parley/api/platform";
import type { Database } from "@parley/db/database";
import {
  conversations,
  groupMembers,
  groups,
  messages,
  participants,
  streams,
  users,
} from "@parley/db/schema";
import { programmeRows } from "./programme-rows.ts";

interface LoadOptions {
  readonly db: Database;
  readonly clock: Clock;
}

/**
 * Loads the demo programme into an empty database, once: if its admin exists, nothing changes. Of two starts at the
 * same moment the second waits on the admin's row until the first has committed.
 */
export async function loadDemoProgramme({ db, clock }: LoadOptions): Promise<void> {
  await db.transaction(async (tx) => {
    const rows = programmeRows(clock.now());
    const [admin, ...everybodyElse] = rows.users;
    if (admin === undefined) return;
    const claimed = await tx
      .insert(users)
      .values(admin)
      .onConflictDoNothing({ target: users.id })
      .returning({ id: users.id });
    if (claimed.length === 0) return;
    await tx.insert(users).values(everybodyElse);
    await tx.insert(streams).values(rows.streams);
    await tx.insert(groups).values(rows.groups);
    await tx.insert(groupMembers).values(rows.groupMembers);
    const talks = rows.conversations;
    await tx.insert(conversations).values(talks.map((talk) => talk.conversation));
    await tx.insert(participants).values(talks.flatMap((talk) => talk.participants));
    await tx.insert(messages).values(talks.flatMap((talk) => talk.messages));
  });
}
