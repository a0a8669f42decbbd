import type { ConversationDetail } from "@parley/contract/conversations";
import type { Message } from "@parley/contract/messages";
import type { Person } from "@parley/contract/people";
import { messages, participants } from "@parley/db/schema";
import { sql } from "drizzle-orm";
import { loadCards } from "../../domain/cards/load-cards.ts";
import { listBlocked } from "../../domain/contacts/list-blocked.ts";
import { listContacts } from "../../domain/contacts/list.ts";
import type { ActorContext, SessionContext } from "../../domain/context.ts";
import { listConversations } from "../../domain/conversations/list.ts";
import { loadDetails } from "../../domain/conversations/load-details.ts";
import { listGroups } from "../../domain/groups/list.ts";
import { isVisible } from "../../domain/participants/visibility.ts";
import { type MessageRow, messageColumns, toMessage } from "../../domain/messages/message-row.ts";
import { listDrafts } from "../../domain/participants/drafts.ts";
import { listScheduled } from "../../domain/messages/scheduled.ts";
import { listOwnReports, listReports } from "../../domain/reports/load-reports.ts";
import { listTemplates } from "../../domain/messages/templates.ts";
import { me } from "../../domain/users/me.ts";

/**
 * Everything that one user can fetch, split into facts: a name such as `conversation:<id>:unread` and its value. Users
 * inside other objects are replaced by ids, so that a new name changes one fact only.
 */
export type State = ReadonlyMap<string, string>;

const FILTERS = ["all", "unread", "pinned", "archived"] as const;

/** Stores facts by name, and the users in them separately. */
function createFacts() {
  const facts = new Map<string, string>();
  const idOf = (person: Person) => {
    const { id, name, role, avatarUrl } = person;
    facts.set(`person:${id}`, JSON.stringify({ name, role, avatarUrl }));
    return id;
  };
  return {
    facts,
    idOf,
    put: (name: string, value: unknown) => facts.set(name, JSON.stringify(value)),
  };
}
type Facts = ReturnType<typeof createFacts>;

/** The context with a session that is newer than every revocation. */
function inSession(ctx: ActorContext): SessionContext {
  const issuedAt = new Date(ctx.clock.now().getTime() + 86_400_000);
  const session = { kind: "user", userId: ctx.actor.id, issuedAt, expiresAt: issuedAt } as const;
  return { ...ctx, session, loadActor: () => Promise.resolve(ctx.actor) };
}

async function everyConversation(ctx: ActorContext) {
  const filtersOf = new Map<string, string[]>();
  for (const filter of FILTERS) {
    const { conversations } = await listConversations({
      ctx: inSession(ctx),
      input: { filter, limit: 100 },
    });
    for (const { id } of conversations) filtersOf.set(id, [...(filtersOf.get(id) ?? []), filter]);
  }
  return filtersOf;
}

function putConversation({ put, idOf }: Facts, conversation: ConversationDetail) {
  const of = `conversation:${conversation.id}`;
  const { with: other, lastSeq, lastMessage, activeAt, members } = conversation;
  put(`${of}:with`, other.kind === "direct" ? idOf(other.person) : other);
  put(`${of}:state`, conversation.state);
  put(`${of}:writable`, conversation.writable);
  put(`${of}:last`, { lastSeq, lastMessage, activeAt });
  put(`${of}:unread`, conversation.unread);
  put(`${of}:mentions`, conversation.mentionSeqs);
  put(`${of}:readSeq`, conversation.readSeq);
  put(`${of}:markedUnread`, conversation.markedUnread);
  put(`${of}:archived`, conversation.archived);
  put(`${of}:preferences`, { mutedUntil: conversation.mutedUntil, pinned: conversation.pinned });
  put(`${of}:members`, members.map(({ person }) => idOf(person)).toSorted());
  put(
    `${of}:membership`,
    conversation.membershipChanges.map(({ person, ...change }) => ({
      ...change,
      id: idOf(person),
    })),
  );
  put(`${of}:pins`, conversation.pins);
  put(`${of}:saved`, conversation.savedSeqs);
  for (const { person, readSeq } of members) put(`${of}:mark:${person.id}`, readSeq);
}

/** The history of some conversations as paging would return it, in one statement. */
async function visibleMessages(ctx: ActorContext, ids: readonly string[]): Promise<Message[]> {
  const { rows } = await ctx.db.execute<MessageRow>(sql`
    select ${messageColumns("m")} from ${participants} p
    join ${messages} m on m.conversation_id = p.conversation_id
      and ${isVisible({ participant: "p", seq: "m.seq" })}
    where p.user_id = ${ctx.actor.id} and p.conversation_id = any(${sql.param(ids)}::uuid[])`);
  return rows.map(toMessage);
}

async function putConversations(ctx: ActorContext, facts: Facts) {
  const filtersOf = await everyConversation(ctx);
  const details = await loadDetails(ctx, { viewerId: ctx.actor.id, ids: [...filtersOf.keys()] });
  for (const [id, conversation] of details) {
    putConversation(facts, conversation);
    facts.put(`conversation:${id}:filters`, filtersOf.get(id));
    const cards = await loadCards(ctx.db, { viewerId: ctx.actor.id, of: { conversationId: id } });
    for (const card of cards) facts.put(`conversation:${id}:card:${card.id}`, card);
  }
  for (const message of await visibleMessages(ctx, [...details.keys()])) {
    facts.put(`conversation:${message.conversationId}:message:${message.seq}`, message);
  }
}

/** The user's own reports, and those that they see as an ADMIN. */
async function putReports(ctx: ActorContext, put: Facts["put"]) {
  const { reports: own } = await listOwnReports({ ctx });
  for (const { about: _, ...report } of own) put(`report:${report.id}:own`, report);
  if (ctx.actor.role !== "ADMIN") return;
  for (const state of ["open", "closed"] as const) {
    const { reports } = await listReports({ ctx, input: { state, limit: 100 } });
    for (const { about: _, reporter, ...report } of reports)
      put(`report:${report.id}`, { ...report, reporterId: reporter.id });
  }
}

/** Fetches everything that a user sees. */
export async function fetchState(ctx: ActorContext): Promise<State> {
  const facts = createFacts();
  const { put, idOf } = facts;
  await putConversations(ctx, facts);
  for (const { person, kind, reasons } of (await listContacts({ ctx, input: {} })).contacts) {
    put(`contact:${idOf(person)}`, { kind, reasons });
  }
  for (const { person, since } of (await listBlocked({ ctx })).blocked)
    put(`blocked:${idOf(person)}`, since);
  for (const { mentor, mentees, ...group } of (await listGroups({ ctx })).groups) {
    put(`group:${group.id}`, {
      ...group,
      mentor: idOf(mentor),
      mentees: mentees.map(idOf).toSorted(),
    });
  }
  for (const message of (await listScheduled({ ctx })).scheduled)
    put(`scheduled:${message.id}`, message);
  for (const template of (await listTemplates({ ctx })).templates)
    put(`template:${template.id}`, template);
  for (const draft of (await listDrafts({ ctx })).drafts)
    put(`draft:${draft.conversationId}`, draft);
  await putReports(ctx, put);
  const { cursor: _cursor, ...self } = await me({ ctx });
  put("me", self);
  return facts.facts;
}
