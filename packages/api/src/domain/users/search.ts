import { fold } from "@parley/contract/folding";
import type { People, Person, searchUsersInput } from "@parley/contract/people";
import { users } from "@parley/db/schema";
import { computed, fragment, type RowOf, preparedStatement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type * as z from "zod";
import { likePattern } from "../text/like-pattern.ts";
import type { ActorContext, Call } from "../context.ts";
import { decide } from "../policy/decide.ts";
import { loadRelationsOf } from "../policy/load-relations.ts";
import { personColumns, personRow, toPerson } from "../person.ts";
import { hasStaleName, refoldNames } from "./names.ts";

/** How many names are read before the policy filters them. */
const CANDIDATES = 500;

const candidateRow = {
  ...personRow,
  folded: users.foldedName,
  is_stale: computed.boolean,
} as const;

type Candidate = RowOf<typeof candidateRow>;

interface Asked {
  readonly callerId: string;
  readonly text: string;
  readonly last: Candidate | undefined;
}

/** The next users of that name after the last one read, by name; first those whose names are not folded yet. */
const candidates = preparedStatement({
  name: "users.candidates",
  row: candidateRow,
  shapeOf: ({ last }: Asked) => ({ isFirst: last === undefined }),
  template: (value, { isFirst }) => sql`
    select ${personColumns("users")}, folded_name as folded, ${hasStaleName} as is_stale
    from ${users}
    where ${hasStaleName} or (folded_name like ${value(({ text }) => likePattern(fold(text)))} and status = 'active' and kind = 'PERSON'
      and id <> ${value(({ callerId }) => callerId)}
      and ${isFirst ? sql`true` : sql`(folded_name, id) > (${value(({ last }) => last?.folded)}, ${value(({ last }) => last?.id)})`})
    order by ${hasStaleName} desc, folded_name, id limit ${fragment`${CANDIDATES}`}`,
  examples: [
    { callerId: "ada", text: "b", last: undefined },
    {
      callerId: "ada",
      text: "b",
      last: {
        id: "ben",
        name: "Ben",
        role: "MENTEE",
        avatarUrl: null,
        kind: "PERSON",
        folded: "ben",
        is_stale: false,
      },
    },
  ],
});

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
    const rows = await candidates(ctx.db, { callerId: ctx.actor.id, text, last });
    if (rows.some((row) => row.is_stale)) {
      await refoldNames(ctx);
      continue;
    }
    people.push(...(await reachedOf(ctx, rows)));
    last = rows.at(-1);
    if (rows.length < CANDIDATES || people.length >= limit)
      return { people: people.slice(0, limit) };
  }
}
