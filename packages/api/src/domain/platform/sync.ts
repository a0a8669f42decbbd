import type { InputIssue } from "@parley/contract/errors";
import { upsertUserInput } from "@parley/contract/people";
import {
  type SyncedGroup,
  type SyncedPerson,
  syncGroupInput,
  type syncInput,
  type SyncResult,
} from "@parley/contract/sync";
import { users } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import * as z from "zod";
import type { Call, Platform } from "../context.ts";
import { invalidInput } from "../errors.ts";
import { lockGroup, type Member } from "../groups/members.ts";
import {
  closeGroup,
  type GroupRules,
  type GroupVerdict,
  judgeGroup,
  type KnownGroup,
  loadKnownGroups,
  loadMembers,
  storeGroups,
  type WantedGroup,
} from "../groups/store-groups.ts";
import { changeRelations } from "../relations/change-relations.ts";
import { among, involvingAny } from "../relations/contact-rows.ts";
import { deactivateUsers } from "../users/deactivate.ts";
import {
  judgeUsers,
  type KnownUser,
  loadKnownUsers,
  storeUsers,
  toWantedUser,
  type UserVerdict,
  type WantedUser,
} from "../users/store-users.ts";

type Input = z.output<typeof syncInput>;

/** Rows of one transaction: it holds the lock of relations, and conversations that begin meanwhile wait for it. */
const BATCH = { people: 200, groups: 50 } as const;

/** An exact sync deactivates at most this part of the active people, or this many, unless the caller allows more. */
const SAFE_SHARE = 0.2;
const SAFE_COUNT = 10;

/** A valid row at its place in the input, or why it is not. */
type Row<Value> =
  | { readonly at: number; readonly id: string; readonly value: Value }
  | { readonly at: number; readonly id: string | null; readonly issues: readonly InputIssue[] };

type ValidRow<Value> = Extract<Row<Value>, { value: Value }>;

const idOf = z.object({ id: upsertUserInput.options[0].shape.id });

/** Checks each row on its own. Of rows with the same id the first counts. */
function readRows<Schema extends z.ZodType<{ readonly id: string }>>(
  list: "people" | "groups",
  rows: readonly unknown[],
  schema: Schema,
): Row<z.output<Schema>>[] {
  const places = new Map<string, number>();
  return rows.map((row, at) => {
    const id = idOf.safeParse(row).data?.id ?? null;
    const first = id === null ? undefined : places.get(id);
    if (id !== null && first === undefined) places.set(id, at);
    if (first !== undefined) {
      const message = `is the id of ${list}.${first} too`;
      return { at, id, issues: [{ path: `${list}.${at}.id`, message }] };
    }
    const { success, data, error } = schema.safeParse(row);
    if (success) return { at, id: data.id, value: data };
    const issues = error.issues.map(({ path, message }) => ({
      path: [list, at, ...path].join("."),
      message,
    }));
    return { at, id, issues };
  });
}

const isValid = <Value>(row: Row<Value>): row is ValidRow<Value> => "value" in row;

const listedIds = (rows: readonly Row<unknown>[]) => new Set(rows.flatMap(({ id }) => id ?? []));

/** What a sync does, before it does anything. */
interface Plan {
  readonly isExact: boolean;
  readonly people: readonly Row<WantedUser>[];
  readonly groups: readonly Row<WantedGroup>[];
  readonly userVerdicts: ReadonlyMap<string, UserVerdict>;
  readonly groupVerdicts: ReadonlyMap<string, GroupVerdict>;
  readonly known: readonly KnownUser[];
  readonly knownGroups: readonly KnownGroup[];
  readonly leaving: readonly string[];
  readonly keptAdmins: readonly string[];
  readonly archiving: readonly string[];
  readonly yieldsAddress: (owner: KnownUser) => boolean;
}

/** The users whom the input or a group of it names, and in an exact sync all others too. */
async function loadKnown(
  { db }: Platform,
  {
    wanted,
    groups,
    isExact,
  }: { wanted: readonly WantedUser[]; groups: readonly WantedGroup[]; isExact: boolean },
): Promise<KnownUser[]> {
  const named = await loadKnownUsers(db, {
    ids: [
      ...wanted.map(({ id }) => id),
      ...groups.flatMap(({ mentorId, menteeIds }) => [mentorId, ...menteeIds]),
    ],
    emails: wanted.flatMap(({ email }) => email ?? []),
  });
  if (!isExact) return named;
  const active = await db.select({ id: users.id }).from(users).where(eq(users.status, "active"));
  const others = await loadKnownUsers(db, { ids: active.map(({ id }) => id), emails: [] });
  return [...new Map([...named, ...others].map((user) => [user.id, user])).values()];
}

/** People as they are once the rows are stored. */
function membersAfter(
  known: readonly KnownUser[],
  stored: readonly (readonly [WantedUser, UserVerdict])[],
): Map<string, Member> {
  const members = new Map<string, Member>(known.map((user) => [user.id, user]));
  for (const [{ id, kind, role }, { outcome }] of stored) {
    if (outcome !== "refused") members.set(id, { id, kind, role, status: "active" });
  }
  return members;
}

/** Refuses an exact sync that would deactivate more users than the caller expects, such as one of an empty table. */
function requireSafe({ maxDeactivations }: Input, leaving: number, active: number): void {
  const max = maxDeactivations ?? Math.max(SAFE_COUNT, Math.floor(active * SAFE_SHARE));
  if (leaving <= max) return;
  throw invalidInput(
    "people",
    `would deactivate ${leaving} of ${active} people, and maxDeactivations allows ${max}`,
  );
}

async function makePlan(ctx: Platform, input: Input): Promise<Plan> {
  const isExact = input.mode === "exact";
  const people = readRows("people", input.people ?? [], upsertUserInput).map((row) =>
    isValid(row) ? { ...row, value: toWantedUser(row.value) } : row,
  );
  const groups = readRows("groups", input.groups ?? [], syncGroupInput);
  const wanted = people.filter(isValid).map(({ value }) => value);
  const wantedGroups = groups.filter(isValid).map(({ value }) => value);
  const known = await loadKnown(ctx, { wanted, groups: wantedGroups, isExact });

  const listed = listedIds(people);
  const isUnlisted = (user: KnownUser) => isExact && user.kind === "PERSON" && !listed.has(user.id);
  const unlisted = known.filter((user) => isUnlisted(user) && user.status === "active");
  const idsOf = (some: readonly KnownUser[]) => some.map(({ id }) => id).toSorted();
  const leaving = idsOf(unlisted.filter(({ role }) => role !== "ADMIN"));
  const yieldsAddress = (owner: KnownUser) =>
    isUnlisted(owner) && (owner.role !== "ADMIN" || owner.status !== "active");
  requireSafe(
    input,
    leaving.length,
    known.filter(({ kind, status }) => kind === "PERSON" && status === "active").length,
  );

  const verdicts = judgeUsers({ wanted, known, yieldsAddress });
  const judged = wanted.flatMap((user, at) => {
    const verdict = verdicts[at];
    return verdict === undefined ? [] : [[user, verdict] as const];
  });
  const members = membersAfter(known, judged);
  for (const id of leaving) members.delete(id);
  const listedGroups = listedIds(groups);
  const knownGroups = await loadKnownGroups(ctx.db, isExact ? "all" : [...listedGroups]);
  const groupsById = new Map(knownGroups.map((group) => [group.id, group]));
  const rules = { isExact, memberOf: (id: string) => members.get(id), now: ctx.clock.now() };
  return {
    ...{ isExact, people, groups, known, knownGroups, leaving, yieldsAddress },
    userVerdicts: new Map(judged.map(([{ id }, verdict]) => [id, verdict])),
    groupVerdicts: new Map(
      wantedGroups.map((group) => [group.id, judgeGroup(groupsById.get(group.id), group, rules)]),
    ),
    keptAdmins: idsOf(unlisted.filter(({ role }) => role === "ADMIN")),
    archiving: isExact
      ? knownGroups
          .filter(({ id, state }) => state !== "archived" && !listedGroups.has(id))
          .map(({ id }) => id)
      : [],
  };
}

function inBatchesOf<Item>(items: readonly Item[], size: number): Item[][] {
  const batches: Item[][] = [];
  for (let at = 0; at < items.length; at += size) batches.push(items.slice(at, at + size));
  return batches;
}

/** Users among whom addresses move: they are stored together, since each address has one owner at any moment. */
function entangled(known: readonly KnownUser[], wanted: readonly WantedUser[]): Set<string> {
  const ids = new Set(wanted.map(({ id }) => id));
  const owners = new Map(known.flatMap(({ id, email }) => (email === null ? [] : [[email, id]])));
  return new Set(
    wanted.flatMap(({ id, email }) => {
      const owner = email === null || email === undefined ? undefined : owners.get(email);
      return owner === undefined || owner === id || !ids.has(owner) ? [] : [id, owner];
    }),
  );
}

const isWork = (verdict: UserVerdict | GroupVerdict | undefined) =>
  verdict?.outcome === "created" || verdict?.outcome === "changed";

/** Stores the people who differ. What is decided under the lock counts: others may have changed something since the plan. */
async function runPeople(ctx: Platform, plan: Plan): Promise<Map<string, UserVerdict>> {
  const work = plan.people
    .filter(isValid)
    .map(({ value }) => value)
    .filter(({ id }) => isWork(plan.userVerdicts.get(id)));
  const together = entangled(plan.known, work);
  const alone = work.filter(({ id }) => !together.has(id));
  // An ADMIN is a contact of every user: stored first, the contacts are divided among the batches of the others.
  const { admins = [], others = [] } = Object.groupBy(alone, ({ role }) =>
    role === "ADMIN" ? "admins" : "others",
  );
  const batches = [
    work.filter(({ id }) => together.has(id)),
    ...inBatchesOf([...admins, ...others], BATCH.people),
  ].filter((batch) => batch.length > 0);
  const done = new Map<string, UserVerdict>();
  for (const batch of batches) {
    const ids = batch.map(({ id }) => id);
    // One after the other: each takes the same lock.
    // oxlint-disable-next-line no-await-in-loop
    const verdicts = await changeRelations(ctx, {
      scope: involvingAny(ids),
      accounts: ids,
      async change(tx) {
        const { yieldsAddress } = plan;
        const stored = await storeUsers(tx, { wanted: batch, yieldsAddress, now: ctx.clock.now() });
        return { result: stored.verdicts, events: stored.events };
      },
    });
    for (const [at, verdict] of verdicts.entries()) done.set(ids[at] ?? "", verdict);
  }
  return done;
}

async function runGroups(ctx: Platform, plan: Plan): Promise<Map<string, GroupVerdict>> {
  const present = new Map(plan.knownGroups.map(({ id, members }) => [id, members]));
  const leaving = new Set(plan.leaving);
  const work = plan.groups
    .filter(isValid)
    .map(({ value }) => value)
    .filter(({ id }) => isWork(plan.groupVerdicts.get(id)));
  const done = new Map<string, GroupVerdict>();
  for (const batch of inBatchesOf(work, BATCH.groups)) {
    const groupIds = batch.map(({ id }) => id);
    const named = batch.flatMap(({ mentorId, menteeIds }) => [mentorId, ...menteeIds]);
    const concerned = [...named, ...groupIds.flatMap((id) => present.get(id) ?? [])];
    // One after the other: each takes the same lock.
    // oxlint-disable-next-line no-await-in-loop
    const verdicts = await changeRelations(ctx, {
      scope: among([...new Set(concerned)]),
      groupIds,
      async change(tx) {
        const members = await loadMembers(tx, named);
        const rules: GroupRules = {
          isExact: plan.isExact,
          memberOf: (id) => (leaving.has(id) ? undefined : members.get(id)),
          now: ctx.clock.now(),
        };
        const stored = await storeGroups(tx, batch, rules);
        return { result: stored.verdicts, events: stored.events };
      },
    });
    for (const [at, verdict] of verdicts.entries()) done.set(groupIds[at] ?? "", verdict);
  }
  return done;
}

async function archiveUnlisted(ctx: Platform, { archiving, knownGroups }: Plan): Promise<string[]> {
  const present = new Map(knownGroups.map(({ id, members }) => [id, members]));
  const archived: string[] = [];
  for (const groupIds of inBatchesOf(archiving, BATCH.groups)) {
    // One after the other: each takes the same lock.
    // oxlint-disable-next-line no-await-in-loop
    await changeRelations(ctx, {
      scope: among([...new Set(groupIds.flatMap((id) => present.get(id) ?? []))]),
      groupIds,
      async change(tx) {
        const events = [];
        for (const id of groupIds)
          events.push(...(await closeGroup(tx, await lockGroup(tx, id), ctx.clock.now())));
        return { result: undefined, events };
      },
    });
    archived.push(...groupIds);
  }
  return archived;
}

async function deactivateUnlisted(ctx: Platform, { leaving }: Plan): Promise<string[]> {
  const closed: string[] = [];
  for (const ids of inBatchesOf(leaving, BATCH.people)) {
    // One after the other: each takes the same lock.
    // oxlint-disable-next-line no-await-in-loop
    closed.push(...(await deactivateUsers(ctx, ids, { sparesAdmins: true })));
  }
  return closed.toSorted();
}

const absolute = (list: string, at: number, { path, message }: InputIssue): InputIssue => ({
  path: `${list}.${at}.${path}`,
  message,
});

function toSyncedPerson(row: Row<WantedUser>, verdict: UserVerdict | undefined): SyncedPerson {
  const { at, id } = row;
  if (!isValid(row))
    return { outcome: "refused", id, reason: "invalid_input", issues: [...row.issues] };
  if (verdict === undefined) throw new Error("a valid row without a verdict");
  switch (verdict.outcome) {
    case "created":
    case "unchanged":
      return { outcome: verdict.outcome, id: row.id };
    case "changed":
      return { outcome: "changed", id: row.id, changes: [...verdict.changes] };
    case "refused": {
      const { reason, issue } = verdict;
      return { outcome: "refused", id, reason, issues: [absolute("people", at, issue)] };
    }
  }
}

function toSyncedGroup(row: Row<WantedGroup>, verdict: GroupVerdict | undefined): SyncedGroup {
  const { at, id } = row;
  const refused = { outcome: "refused", id, reason: "invalid_input" } as const;
  if (!isValid(row)) return { ...refused, issues: [...row.issues] };
  if (verdict === undefined) throw new Error("a valid row without a verdict");
  switch (verdict.outcome) {
    case "created":
      return { outcome: "created", id: row.id, added: [...verdict.added] };
    case "changed": {
      const { changes, added, removed } = verdict;
      const lists = { changes: [...changes], added: [...added], removed: [...removed] };
      return { outcome: "changed", id: row.id, ...lists };
    }
    case "unchanged":
      return { outcome: "unchanged", id: row.id };
    case "refused":
      return { ...refused, issues: verdict.issues.map((issue) => absolute("groups", at, issue)) };
  }
}

function countOutcomes(rows: readonly (SyncedPerson | SyncedGroup)[]) {
  const counts = { created: 0, changed: 0, unchanged: 0, refused: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}

const addedTo = (row: SyncedGroup) =>
  row.outcome === "created" || row.outcome === "changed" ? row.added.length : 0;
const removedFrom = (row: SyncedGroup) => (row.outcome === "changed" ? row.removed.length : 0);
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

interface Done extends Pick<Plan, "userVerdicts" | "groupVerdicts"> {
  readonly deactivated: readonly string[];
  readonly archived: readonly string[];
}

function toResult(plan: Plan, done: Done, dryRun: boolean): SyncResult {
  const people = plan.people.map((row) => toSyncedPerson(row, done.userVerdicts.get(row.id ?? "")));
  const groups = plan.groups.map((row) => toSyncedGroup(row, done.groupVerdicts.get(row.id ?? "")));
  return {
    dryRun,
    summary: {
      people: { ...countOutcomes(people), deactivated: done.deactivated.length },
      groups: {
        ...countOutcomes(groups),
        archived: done.archived.length,
        membersAdded: sum(groups.map(addedTo)),
        membersRemoved: sum(groups.map(removedFrom)),
      },
    },
    people,
    groups,
    deactivated: [...done.deactivated],
    keptAdmins: [...plan.keptAdmins],
    archived: [...done.archived],
  };
}

/**
 * Brings users and groups to the state that the host platform wants, in transactions of a bounded number of rows. Only rows
 * that differ are written, so that a repeat finishes what a failure interrupted, and one more changes nothing. People come
 * first, then groups, and what is not listed is closed last. Conversations and messages stay.
 */
export async function sync({ ctx, input }: Call<Input, Platform>): Promise<SyncResult> {
  const plan = await makePlan(ctx, input);
  if (input.dryRun) {
    const { leaving: deactivated, archiving: archived } = plan;
    return toResult(plan, { ...plan, deactivated, archived }, true);
  }
  const userVerdicts = new Map([...plan.userVerdicts, ...(await runPeople(ctx, plan))]);
  const groupVerdicts = new Map([...plan.groupVerdicts, ...(await runGroups(ctx, plan))]);
  const archived = await archiveUnlisted(ctx, plan);
  const deactivated = await deactivateUnlisted(ctx, plan);
  return toResult(plan, { userVerdicts, groupVerdicts, archived, deactivated }, false);
}
