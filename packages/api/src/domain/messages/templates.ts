import { limits } from "@parley/contract/limits";
import type {
  SaveTemplateInput,
  Template,
  TemplateInput,
  Templates,
} from "@parley/contract/writing";
import type { Executor } from "@parley/db/database";
import { templates } from "@parley/db/schema";
import { and, asc, eq } from "drizzle-orm";
import type { ActorContext, Call } from "../context.ts";
import { oneTooMany } from "../errors.ts";
import { lockUser } from "../lock-user.ts";
import { appendEvents } from "../stream/append.ts";

/** The templates of a user, ordered by id. */
export async function loadTemplates(db: Executor, userId: string): Promise<Template[]> {
  const { id, title, body } = templates;
  return db
    .select({ id, title, body })
    .from(templates)
    .where(eq(templates.userId, userId))
    .orderBy(asc(id));
}

/** The caller's templates. */
export async function listTemplates({ ctx }: { ctx: ActorContext }): Promise<Templates> {
  return { templates: await loadTemplates(ctx.db, ctx.actor.id) };
}

/** Adds a template, or replaces the one with its id. A repeat changes nothing. */
export async function saveTemplate({ ctx, input }: Call<SaveTemplateInput>): Promise<Template> {
  const userId = ctx.actor.id;
  const deliveries = await ctx.db.transaction(async (tx) => {
    await lockUser(tx, userId);
    const isOwn = eq(templates.userId, userId);
    const [before] = await tx
      .select()
      .from(templates)
      .where(and(isOwn, eq(templates.id, input.id)));
    if (before?.title === input.title && before.body === input.body) return [];
    if (before === undefined && (await tx.$count(templates, isOwn)) >= limits.templatesMax)
      throw oneTooMany("id", "a user", limits.templatesMax);
    const { id: _, ...set } = input;
    await tx
      .insert(templates)
      .values({ userId, ...input })
      .onConflictDoUpdate({ target: [templates.userId, templates.id], set });
    return appendEvents(tx, [{ userId, type: "template.saved", subjectId: input.id }]);
  });
  ctx.bus.deliver(deliveries);
  return input;
}

/** Removes a template of the caller. One that is not there is not an error. */
export async function removeTemplate({
  ctx,
  input: { templateId: id },
}: Call<TemplateInput>): Promise<void> {
  const userId = ctx.actor.id;
  const deliveries = await ctx.db.transaction(async (tx) => {
    const removed = await tx
      .delete(templates)
      .where(and(eq(templates.userId, userId), eq(templates.id, id)))
      .returning({ id: templates.id });
    if (removed.length === 0) return [];
    return appendEvents(tx, [{ userId, type: "template.removed", subjectId: id }]);
  });
  ctx.bus.deliver(deliveries);
}
