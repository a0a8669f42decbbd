import { loadCards } from "../../cards/load-cards.ts";
import { loadBlocked } from "../../contacts/list-blocked.ts";
import { loadContacts } from "../../contacts/load-contacts.ts";
import type { ActorContext } from "../../context.ts";
import { loadDetails } from "../../conversations/load-details.ts";
import { loadKept } from "../../participants/kept-messages.ts";
import { loadDrafts } from "../../participants/drafts.ts";
import { loadScheduled } from "../../messages/scheduled.ts";
import { loadTemplates } from "../../messages/templates.ts";
import { loadReadStates } from "../../participants/read-state.ts";
import { groupsOf, loadGroups } from "../../groups/load-groups.ts";
import { loadReportNews } from "../../reports/load-reports.ts";
import { loadPeople } from "../../users/load-people.ts";
import { me } from "../../users/me.ts";
import { needsOf } from "./events.ts";
import type { LogRow, Need, References } from "./events/event-definition.ts";

const byId = <Value>(values: readonly Value[], idOf: (value: Value) => string) =>
  new Map(values.map((value) => [idOf(value), value]));

/** Loads what the rows of the caller's log refer to: each kind of thing once, and only those that a row needs. */
export async function loadReferences(
  ctx: ActorContext,
  rows: readonly LogRow[],
): Promise<References> {
  const { db } = ctx;
  const viewerId = ctx.actor.id;
  const needing = (need: Need) => rows.filter((row) => needsOf(row).includes(need));
  const idsOf = (need: Need, column: "about" | "subject_id") => [
    ...new Set(needing(need).flatMap(({ [column]: id }) => id ?? [])),
  ];
  const has = (need: Need) => needing(need).length > 0;

  const contacts = has("contacts") ? await loadContacts(db, { ownerId: viewerId }) : [];
  const blocked = has("blocked") ? await loadBlocked(db, viewerId) : [];
  const groups = has("groups") ? await loadGroups(db, groupsOf(ctx)) : [];
  const scheduled = has("scheduled") ? await loadScheduled(db, viewerId) : [];
  const templates = has("templates") ? await loadTemplates(db, viewerId) : [];
  const drafts = await loadDrafts(db, { userId: viewerId, ids: idsOf("drafts", "about") });
  const ids = idsOf("cards", "subject_id");
  const cards = await loadCards(db, { viewerId, of: { ids } });
  const reports = await loadReportNews(db, {
    viewer: ctx.actor,
    ids: idsOf("reports", "subject_id"),
  });
  const people = await loadPeople(db, idsOf("people", "subject_id"));
  return {
    conversations: await loadDetails(ctx, {
      viewerId,
      ids: idsOf("conversations", "about"),
      listed: true,
    }),
    kept: await loadKept(db, { viewerId, ids: idsOf("kept", "about") }),
    readStates: await loadReadStates(db, { viewerId, ids: idsOf("readStates", "about") }),
    contacts: byId(
      contacts.map(({ contact }) => contact),
      ({ person }) => person.id,
    ),
    blocked: byId(blocked, ({ person }) => person.id),
    groups: byId(groups, ({ id }) => id),
    scheduled: byId(scheduled, ({ id }) => id),
    templates: byId(templates, ({ id }) => id),
    drafts: byId(drafts, ({ conversationId }) => conversationId),
    cards: byId(cards, ({ id }) => id),
    reports: byId(reports, ({ reportId }) => reportId),
    people: byId(people, ({ id }) => id),
    me: people.some(({ id }) => id === viewerId) ? await me({ ctx }) : undefined,
  };
}
