import { canonicalEmoji } from "@parley/contract/emoji";
import { normalName } from "@parley/contract/text-rules";
import type { Executor } from "@parley/db/database";
import { groups, reactions, upgrades } from "@parley/db/schema";
import { statement } from "@parley/db/statement";
import { and, asc, eq, gt, sql } from "drizzle-orm";
import { advisoryLock } from "../advisory-lock.ts";
import { amongMembersOf } from "../relations/contact-rows.ts";
import type { Delivery } from "../../bus/bus.ts";
import type { Platform } from "../context.ts";
import { appendEvents, type Outgoing } from "../stream/append.ts";
import { groupEvents } from "../groups/group-events.ts";
import { lockGroup, presentMembers } from "../groups/members.ts";
import {
  eventsForViewers,
  lockConversations,
  type MessageKey,
} from "../messages/change-message.ts";
import { changeRelations } from "../relations/change-relations.ts";
import { countUnindexed, indexConversations } from "../search/index-blocks.ts";
import { refoldNames } from "../users/names.ts";

/** Progress over the rows of one kind. `total` is absent if it is not worth counting. */
export interface UpgradeProgress {
  readonly rows: "names" | "groups" | "reactions" | "messages";
  readonly done: number;
  readonly total?: number | undefined;
}

export interface TextUpgrade {
  readonly onProgress: (progress: UpgradeProgress) => void;
  /** Stops the work between two batches; the next start continues from there. */
  readonly signal?: AbortSignal | undefined;
}

/** Groups, and reactions, per batch. */
const BATCH = 1_000;

/** Renames a group to the normal form of its name, as `groups.update` would, in any state. */
const renameGroup = (ctx: Platform, groupId: string) =>
  changeRelations(ctx, {
    groupIds: [groupId],
    scope: amongMembersOf(groupId, []),
    async change(tx) {
      const group = await lockGroup(tx, groupId);
      const name = normalName(group.name);
      if (name === group.name) return { result: undefined, events: [] };
      await tx.update(groups).set({ name }).where(eq(groups.id, groupId));
      const members = await presentMembers(tx, groupId);
      const events = await groupEvents(tx, { group, concerned: { members, isRenamed: true } });
      return { result: undefined, events };
    },
  });

/** Groups are few, so all of them are checked at every start, without stored progress. */
async function renameGroups(ctx: Platform, { onProgress, signal }: TextUpgrade): Promise<void> {
  let after = "";
  let done = 0;
  while (signal?.aborted !== true) {
    const rows = await ctx.db
      .select({ id: groups.id, name: groups.name })
      .from(groups)
      .where(gt(groups.id, after))
      .orderBy(groups.id)
      .limit(BATCH);
    for (const { id, name } of rows) {
      if (normalName(name) === name) continue;
      await renameGroup(ctx, id);
      done += 1;
    }
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  if (done > 0) onProgress({ rows: "groups", done });
}

/** The key of a reaction. */
interface ReactionKey {
  readonly conversation_id: string;
  readonly seq: number;
  readonly emoji: string;
  readonly user_id: string;
}

const reactionKey = {
  conversation_id: reactions.conversationId,
  seq: reactions.seq,
  emoji: reactions.emoji,
  user_id: reactions.userId,
} as const;

/** The pass over all reactions, and the version of `canonicalEmoji` that it uses. */
const REACTIONS = { name: "reactions", version: 1 };

async function readPosition(tx: Executor): Promise<ReactionKey | null | "finished"> {
  const [row] = await tx
    .select({
      position: sql<ReactionKey | null>`${upgrades.position}`,
      finishedAt: upgrades.finishedAt,
    })
    .from(upgrades)
    .where(and(eq(upgrades.name, REACTIONS.name), eq(upgrades.version, REACTIONS.version)));
  return row !== undefined && row.finishedAt !== null ? "finished" : (row?.position ?? null);
}

const writePosition = (tx: Executor, position: ReactionKey | null, finishedAt: Date | null) => {
  const reached = { version: REACTIONS.version, position, finishedAt };
  return tx
    .insert(upgrades)
    .values({ name: REACTIONS.name, ...reached })
    .onConflictDoUpdate({ target: upgrades.name, set: reached });
};

const messageKeysOf = (keys: readonly ReactionKey[]): MessageKey[] => [
  ...new Map(
    keys.map(
      ({ conversation_id: conversationId, seq }) =>
        [`${conversationId} ${seq}`, { conversationId, seq }] as const,
    ),
  ).values(),
];

const lockReactions = advisoryLock("reactions");

const storeMerged = statement({
  name: "upgrades.store-merged-reactions",
  sql: (keys: readonly ReactionKey[]) => sql`
    with given as (
      select * from unnest(${sql.param(keys.map((key) => key.conversation_id))}::uuid[],
        ${sql.param(keys.map(({ seq }) => seq))}::int[], ${sql.param(keys.map((key) => key.user_id))}::text[],
        ${sql.param(keys.map(({ emoji }) => emoji))}::text[],
        ${sql.param(keys.map(({ emoji }) => canonicalEmoji(emoji)))}::text[])
        as g (conversation_id, seq, user_id, emoji, canonical)
    ),
    gone as (
      delete from ${reactions} r using given g
      where r.conversation_id = g.conversation_id and r.seq = g.seq and r.user_id = g.user_id and r.emoji = g.emoji
      returning r.conversation_id, r.seq, r.user_id, g.canonical, r.created_at
    )
    insert into ${reactions} (conversation_id, seq, user_id, emoji, created_at)
    select conversation_id, seq, user_id, canonical, min(created_at) from gone group by 1, 2, 3, 4
    on conflict (conversation_id, seq, emoji, user_id) do update
      set created_at = least(reactions.created_at, excluded.created_at)`,
  examples: [[]],
});

/** If a user chose two forms of one emoji, the earlier choice stays. */
async function mergeReactions(tx: Executor, keys: readonly ReactionKey[]): Promise<Outgoing[]> {
  const messageKeys = messageKeysOf(keys);
  await lockConversations(
    tx,
    messageKeys.map((key) => key.conversationId),
  );
  await storeMerged(tx, keys);
  const events: Outgoing[] = [];
  for (const key of messageKeys)
    events.push(...(await eventsForViewers(tx, { key, type: "message.reacted" })));
  return events;
}

const afterPosition = (position: ReactionKey | null) =>
  position === null
    ? sql`true`
    : sql`(conversation_id, seq, emoji, user_id) > (${position.conversation_id}::uuid, ${position.seq}::int,
        ${position.emoji}::text, ${position.user_id}::text)`;

interface ReactionBatch {
  readonly looked: number;
  readonly deliveries: readonly Delivery[];
}

/** Processes take batches alternately, so no reaction is checked twice. */
const mergeBatch = ({ db, clock }: Platform): Promise<ReactionBatch> =>
  db.transaction(async (tx) => {
    await lockReactions(tx);
    const position = await readPosition(tx);
    if (position === "finished") return { looked: 0, deliveries: [] };
    const rows = await tx
      .select(reactionKey)
      .from(reactions)
      .where(afterPosition(position))
      .orderBy(...Object.values(reactionKey).map((column) => asc(column)))
      .limit(BATCH);
    const other = rows.filter(({ emoji }) => canonicalEmoji(emoji) !== emoji);
    const events = other.length > 0 ? await mergeReactions(tx, other) : [];
    const last = rows.at(-1);
    await writePosition(tx, last ?? position, last === undefined ? clock.now() : null);
    return { looked: rows.length, deliveries: await appendEvents(tx, events) };
  });

async function mergeAllReactions(
  ctx: Platform,
  { onProgress, signal }: TextUpgrade,
): Promise<void> {
  let done = 0;
  while (signal?.aborted !== true) {
    const { looked, deliveries } = await mergeBatch(ctx);
    if (looked === 0) return;
    ctx.bus.deliver(deliveries);
    done += looked;
    onProgress({ rows: "reactions", done });
  }
}

async function refoldMessages(ctx: Platform, { onProgress, signal }: TextUpgrade): Promise<void> {
  const total = await countUnindexed(ctx);
  await indexConversations(ctx, {
    signal,
    onProgress: (done) => onProgress({ rows: "messages", done, total: Math.max(done, total) }),
  });
}

/**
 * Migrates what an earlier release stored to the form of this one: names and their folds, reactions, folded texts and
 * their signatures. It runs in batches in the background, each committed separately, and the next start continues where
 * it stopped. Meanwhile everything is found as if it were done, only slower.
 */
export async function upgradeTexts(ctx: Platform, upgrade: TextUpgrade): Promise<void> {
  await refoldNames(ctx, (done) => upgrade.onProgress({ rows: "names", done }));
  await renameGroups(ctx, upgrade);
  await mergeAllReactions(ctx, upgrade);
  await refoldMessages(ctx, upgrade);
}
