import { fold } from "@parley/contract/folding";
import type { People, Person, searchUsersInput } from "@parley/contract/people";
import { users } from "@parley/db/schema";
import { and, asc, desc, eq, like, ne, or, sql } from "drizzle-orm";
import type * as z from "zod";
import { likePattern } from "../text/like-pattern.ts";
import type { ActorContext, Call } from "../context.ts";
import { decide } from "../policy/decide.ts";
import { loadRelationsOf } from "../policy/load-relations.ts";
import { personRow, toPerson } from "../person.ts";
import { hasStaleName, refoldNames } from "./names.ts";

/** How many names are read before the policy filters them. */
const CANDIDATES = 500;

interface Candidate extends Person {
  readonly folded: string;
  readonly isStale: boolean;
}

/** The next users of that name after the last one read, by name; first those whose names are not folded yet. */
function candidates(
  ctx: ActorContext,
  { text, last }: { text: string; last: Candidate | undefined },
): Promise<Candidate[]> {
  const { id, foldedName, status } = users;
  const fits = and(
    like(foldedName, likePattern(fold(text))),
    eq(status, "active"),
    ne(id, ctx.actor.id),
    last && sql`(${foldedName}, ${id}) > (${last.folded}, ${last.id})`,
  );
  return ctx.db
    .select({ ...personRow, folded: foldedName, isStale: sql<boolean>`${hasStaleName}` })
    .from(users)
    .where(or(hasStaleName, fits))
    .orderBy(desc(hasStaleName), asc(foldedName), asc(id))
    .limit(CANDIDATES);
}

async function reachedOf(ctx: ActorContext, rows: readonly Candidate[]): Promise<Person[]> {
  const relations = await loadRelationsOf(
    ctx.db,
    rows.map(({ id }) => ({ fromId: ctx.actor.id, toId: id })),
  );
  return rows
    .filter((_, at) => {
      const relation = relations[at];
      return relation !== undefined && decide("search", relation, ctx.policy).allowed;
    })
    .map(toPerson);
}

/** Users whom the caller reaches, by part of their name, ignoring case and accents. */
export async function searchUsers({
  ctx,
  input: { text, limit },
}: Call<z.output<typeof searchUsersInput>>): Promise<People> {
  const people: Person[] = [];
  let last: Candidate | undefined;
  // However many strangers have the name, those whom the caller reaches are found.
  for (;;) {
    const rows = await candidates(ctx, { text, last });
    if (rows.some((row) => row.isStale)) {
      await refoldNames(ctx);
      continue;
    }
    people.push(...(await reachedOf(ctx, rows)));
    last = rows.at(-1);
    if (rows.length < CANDIDATES || people.length >= limit)
      return { people: people.slice(0, limit) };
  }
}
