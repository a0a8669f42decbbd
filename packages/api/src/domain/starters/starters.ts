import { limits } from "@parley/contract/limits";
import { isStarterKey } from "@parley/contract/starter-table";
import type {
  ListStartersInput,
  SaveStarterInput,
  StarterChange,
  StarterChanges,
  StarterInput,
} from "@parley/contract/starters";
import { starters } from "@parley/db/schema";
import { and, asc, eq, isNotNull } from "drizzle-orm";
import { advisoryLock } from "../advisory-lock.ts";
import type { ActorContext, StaffCall } from "../context.ts";
import { invalidInput, oneTooMany } from "../errors.ts";
import { requireStaff } from "../groups/members.ts";

/** Lets additions wait for each other, so that their number can be limited. */
const lockStarters = advisoryLock("starters");

const isIt = ({ language, key }: StarterInput) =>
  and(eq(starters.language, language), eq(starters.key, key));

/** What ADMINs have changed about the starters of a language. */
export async function listStarters({
  ctx,
  input: { language },
}: {
  ctx: Pick<ActorContext, "db">;
  input: ListStartersInput;
}): Promise<StarterChanges> {
  const { key, body, role, when } = starters;
  const changes = await ctx.db
    .select({ key, body, role, when })
    .from(starters)
    .where(eq(starters.language, language))
    .orderBy(asc(key));
  return { changes };
}

function toChange({ key, body, role, when }: SaveStarterInput): StarterChange {
  if (isStarterKey(key)) {
    if (role !== undefined) throw invalidInput("role", "cannot be changed");
    if (when !== undefined) throw invalidInput("when", "cannot be changed");
    return { key, body, role: null, when: null };
  }
  if (body === null) throw invalidInput("body", "is empty: one that was added is removed instead");
  if (role === undefined) throw invalidInput("role", "is missing");
  if (when === undefined) throw invalidInput("when", "is missing");
  return { key, body, role, when };
}

/** Changes the text of a starter in one language, hides it, or adds one. For an ADMIN. */
export async function saveStarter({
  ctx,
  input,
}: StaffCall<SaveStarterInput>): Promise<StarterChange> {
  requireStaff(ctx);
  const change = toChange(input);
  const { language } = input;
  await ctx.db.transaction(async (tx) => {
    await lockStarters(tx, undefined);
    const isAdded = and(eq(starters.language, language), isNotNull(starters.role));
    const isNew = change.role !== null && (await tx.$count(starters, isIt(input))) === 0;
    if (isNew && (await tx.$count(starters, isAdded)) >= limits.startersMax)
      throw oneTooMany("key", "a language", limits.startersMax);
    await tx
      .insert(starters)
      .values({ language, ...change })
      .onConflictDoUpdate({ target: [starters.language, starters.key], set: change });
  });
  return change;
}

/** Takes back what was changed about a starter: one that was added is removed. Idempotent. For an ADMIN. */
export async function resetStarter({ ctx, input }: StaffCall<StarterInput>): Promise<void> {
  requireStaff(ctx);
  await ctx.db.delete(starters).where(isIt(input));
}
