import { sql } from "drizzle-orm";
import type { ImportContext } from "../context.ts";
import { analyzeStaging } from "../staging/create-staging.ts";
import { staged } from "../staging/columns.ts";
import { fileOf, parts, type Part } from "../tables/table.ts";
import { checkBlocks } from "./blocks.ts";
import { checkContacts } from "./contacts.ts";
import { checkConversations } from "./conversations.ts";
import { checkGroups } from "./groups.ts";
import { checkMessages } from "./messages.ts";
import { checkUsers } from "./users.ts";

const checks = {
  users: checkUsers,
  groups: checkGroups,
  contacts: checkContacts,
  blocks: checkBlocks,
  conversations: checkConversations,
  messages: checkMessages,
} as const;

/** What an import would do with the lines that are not refused. */
export interface Plan {
  readonly imported: number;
  readonly alreadyThere: number;
  readonly refused: number;
  readonly derived: number;
}

interface PlanRow extends Record<string, unknown> {
  imported: number;
  there: number;
  refused: number;
  derived: number;
}

/** Messages have no outcome column: their posts show which exist. */
const outcomesOf = (part: Part) =>
  part === "messages"
    ? sql`select case when is_there then 'there' else 'new' end as outcome from posts`
    : sql`select outcome from ${sql.identifier(`old_${part}`)}`;

async function readPlan({ session }: ImportContext, part: Part): Promise<Plan> {
  const { rows } = await session.db.execute<PlanRow>(sql`
    select count(*) filter (where outcome = 'new')::int as imported,
      count(*) filter (where outcome = 'there')::int as there,
      count(*) filter (where outcome = 'derived')::int as derived,
      (select count(*)::int from refused where part = ${part}) as refused
    from (${outcomesOf(part)}) o`);
  const [row] = rows;
  if (row === undefined) throw new Error("a count has a row");
  const { imported, there: alreadyThere, refused, derived } = row;
  return { imported, alreadyThere, refused, derived };
}

/** Compares the parts of an export with each other and with the database, and decides about every line. */
export async function checkExport(ctx: ImportContext): Promise<Readonly<Record<Part, Plan>>> {
  const { session, signal, show } = ctx;
  await analyzeStaging(session, Object.keys(staged));
  const plans = new Map<Part, Plan>();
  for (const [done, part] of parts.entries()) {
    signal.throwIfAborted();
    show({ done, total: parts.length, text: `checking ${fileOf(part)}` });
    await checks[part](session);
    plans.set(part, await readPlan(ctx, part));
  }
  show({ done: parts.length, total: parts.length, text: "checked" });
  // Every part was set by the loop.
  return Object.fromEntries(plans) as Record<Part, Plan>;
}
