import { streamEventSchema } from "@parley/contract/events";
import { streamEvents, streams, users } from "@parley/db/schema";
import { sql } from "drizzle-orm";
import type { ActorContext, Platform } from "../../domain/context.ts";
import { explainedBy } from "../../domain/stream/read/events.ts";
import type { NumberedEvent } from "../../domain/stream/read/read-log.ts";
import { readLog } from "../../domain/stream/read/read-log.ts";
import { loadActor } from "../../domain/users/load-actor.ts";
import { findStale } from "./stale.ts";
import { fetchState, type State } from "./state.ts";

interface Seen {
  readonly state: State;
  readonly head: number;
}

/** A `SYSTEM` user does not sign in, and sees nothing. */
async function everybody(platform: Platform): Promise<string[]> {
  const { rows } = await platform.db.execute<{ id: string }>(sql`
    select id from ${users} where status = 'active' and kind <> 'SYSTEM' order by id`);
  return rows.map(({ id }) => id);
}

async function contextFor(platform: Platform, userId: string): Promise<ActorContext> {
  const now = platform.clock.now();
  const session = { kind: "user", userId, issuedAt: now, expiresAt: now } as const;
  return { ...platform, actor: await loadActor({ ctx: platform, session }) };
}

/** The numbers after `after`; they have to be dense. */
async function numbersAfter(ctx: ActorContext, after: number): Promise<number[]> {
  const { rows } = await ctx.db.execute<{ seq: number }>(sql`
    select seq::float8 as seq from ${streamEvents} where user_id = ${ctx.actor.id} and seq > ${after} order by seq`);
  return rows.map(({ seq }) => seq);
}

async function eventsAfter(ctx: ActorContext, after: number): Promise<NumberedEvent[]> {
  const events: NumberedEvent[] = [];
  for (let cursor = after; ;) {
    const page = await readLog(ctx, cursor);
    // A gap in the numbers is already reported.
    if (page.kind === "cut") return events;
    events.push(...page.events);
    cursor = page.readTo;
    if (!page.isFull) return events;
  }
}

/**
 * A user gets events about other users only if they saw them before: new ones come with the object that contains them.
 */
const isNews = (fact: string, before: State, after: State) =>
  before.get(fact) !== after.get(fact) &&
  !(fact.startsWith("person:") && !(before.has(fact) && after.has(fact)));

/** What changed for one user without an event, and what an event got wrong. */
async function findFaults(
  ctx: ActorContext,
  { state: before, head }: Seen,
  after: State,
): Promise<string[]> {
  const userId = ctx.actor.id;
  const numbers = await numbersAfter(ctx, head);
  const gaps = numbers.filter((number, at) => number !== head + at + 1);
  const events = (await eventsAfter(ctx, head)).map(({ event }) => streamEventSchema.parse(event));
  const hasConversation = (id: string) => before.has(`conversation:${id}:state`);
  const explained = events.flatMap((event) => explainedBy(event, { userId, hasConversation }));
  // A call of several transactions can end a contact and add the same user with another object.
  const lost = events.flatMap((event) => (event.type === "contact.removed" ? event.userIds : []));
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (fact) => isNews(fact, before, after) && !lost.some((id) => fact === `person:${id}`),
  );
  const forgotten = changed.filter(
    (fact) => !explained.some((beginning) => fact.startsWith(beginning)),
  );
  return [
    ...gaps.map((number) => `${userId}: the stream has a gap before ${number}`),
    ...forgotten.map(
      (fact) => `${userId}: no event for ${fact}: ${before.get(fact)} -> ${after.get(fact)}`,
    ),
    ...findStale(events, after).map((fault) => `${userId}: ${fault}`),
  ];
}

/** Compares what every user sees with the events that they received. */
export interface Oracle {
  /**
   * Checks all users. Fails if something changed for a user since the last check without an event, if numbers have a
   * gap, or if an event differs from a fresh fetch.
   */
  settled(): Promise<void>;
  /** Forgets the last state, so that the next check records it: for rows written directly. */
  forget(): void;
  /** Whether a check has run since. */
  knows(): boolean;
}

export function createOracle(platform: Platform): Oracle {
  let known = new Map<string, Seen>();

  async function look(userId: string): Promise<{ seen: Seen; faults: string[] }> {
    const ctx = await contextFor(platform, userId);
    const [row] = (
      await platform.db.execute<{ head: number }>(sql`
        select head::float8 as head from ${streams} where user_id = ${userId}`)
    ).rows;
    const seen = { state: await fetchState(ctx), head: row?.head ?? 0 };
    const last = known.get(userId);
    return { seen, faults: last === undefined ? [] : await findFaults(ctx, last, seen.state) };
  }

  return {
    async settled() {
      const next = new Map<string, Seen>();
      const faults: string[] = [];
      for (const userId of await everybody(platform)) {
        const found = await look(userId);
        next.set(userId, found.seen);
        faults.push(...found.faults);
      }
      known = next;
      if (faults.length > 0) throw new Error(`state and events disagree\n${faults.join("\n")}`);
    },
    forget() {
      known = new Map();
    },
    knows: () => known.size > 0,
  };
}
