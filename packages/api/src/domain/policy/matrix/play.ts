import type { Signal } from "@parley/contract/events";
import { conversations } from "@parley/db/schema";
import { uuidv7 } from "uuidv7";
import { appRouter } from "../../../app-router.ts";
import { reasonOf } from "../../../testing/reason.ts";
import { createCallerFactory } from "../../../trpc.ts";
import type { Platform } from "../../context.ts";
import { settlePolicy } from "../../relations/settle-policy.ts";
import type { Case } from "./cases.ts";
import type { Act, Answer, Answers, Told } from "./expected.ts";
import { build, nameOf, openAll } from "./programme.ts";

const createCaller = createCallerFactory(appRouter);

const callerOf = (platform: Platform, userId: string, signal?: AbortSignal) => {
  const issuedAt = platform.clock.now();
  const expiresAt = new Date(issuedAt.getTime() + 3_600_000);
  const session = { kind: "user", userId, issuedAt, expiresAt } as const;
  const context = { ...platform, requestId: "matrix", session };
  return createCaller(context, signal === undefined ? {} : { signal });
};
type Caller = ReturnType<typeof callerOf>;

/** The result of a call. A reason that the contract does not have is not a refusal. */
const answerOf = async (call: Promise<unknown>): Promise<Answer> => {
  const settled = call.then(
    () => "yes" as const,
    () => undefined,
  );
  // `reasonOf` returns an error's reason as text, and throws anything that is not a refusal.
  return (await settled) ?? ((await reasonOf(call)) as Answer);
};

async function explained(caller: Caller, { toId: userId }: Case): Promise<Answers["may"]> {
  const call = caller.contacts.explain({ userId });
  if ((await answerOf(call)) === "not_found") return undefined;
  return (await call).may;
}

async function isFound(caller: Caller, { toId }: Case): Promise<Answer> {
  const { people } = await caller.users.search({ text: nameOf(toId) });
  return people.some(({ id }) => id === toId) ? "yes" : "no";
}

/** Whether the presence of the other user, who is connected, is shown. */
async function isShown(platform: Platform, { fromId, toId }: Case): Promise<Answer> {
  const aborter = new AbortController();
  const signals = await callerOf(platform, fromId, aborter.signal).events.signals();
  const looking = signals[Symbol.asyncIterator]();
  const mark: Signal = { type: "typing", conversationId: uuidv7(), userId: toId, typing: true };
  let next = looking.next();
  platform.bus.signal({ userIds: [fromId], signal: mark });
  for (;;) {
    const { value: signal, done } = await next;
    if (done === true) throw new Error("the subscription has ended");
    const isOver = signal.type === "typing";
    if (isOver || signal.presence.userId === toId) {
      aborter.abort();
      await looking.return?.();
      return isOver ? "no" : "yes";
    }
    next = looking.next();
  }
}

/** Whether the other user receives the typing signal. */
async function isHeard(
  platform: Platform,
  { it, conversationId }: { it: Case; conversationId: string },
): Promise<Answer> {
  const heard: Signal[] = [];
  const stop = platform.bus.listen(it.toId, { onSignal: (signal) => heard.push(signal) });
  await callerOf(platform, it.fromId).events.setTyping({ conversationId, typing: true });
  stop();
  return heard.length > 0 ? "yes" : "no";
}

/** What a conversation shows about writing in it. */
async function toldIn(caller: Caller, conversationId: string): Promise<Told> {
  const { writable } = await caller.conversations.get({ conversationId });
  return writable.ok ? "yes" : writable.reason;
}

async function actsIn(
  platform: Platform,
  { it, conversationId }: { it: Case; conversationId: string },
): Promise<Record<Act, Answer>> {
  const { messages } = callerOf(platform, it.fromId);
  const say = (more: object) =>
    answerOf(messages.send({ conversationId, id: uuidv7(), body: "hello", ...more }));
  // Concurrently, so that they go in one statement with those of the other cases.
  const [send, reply, mention, react] = await Promise.all([
    say({}),
    say({ replyToSeq: 1 }),
    say({ mentions: [it.toId] }),
    answerOf(messages.react({ conversationId, seq: 1, emoji: "👍" })),
  ]);
  return { send, reply, mention, react, typing: await isHeard(platform, { it, conversationId }) };
}

/** The conversations of the cases: by group, and by pair. */
async function findConversations({ db }: Platform) {
  const rows = await db.select().from(conversations);
  const idOf = new Map(
    rows.map(({ id, groupId, lowUser, highUser }) => [groupId ?? `${lowUser} ${highUser}`, id]),
  );
  return {
    group: ({ groupId }: Case) => idOf.get(groupId),
    direct({ fromId, toId }: Case) {
      const id = idOf.get(fromId < toId ? `${fromId} ${toId}` : `${toId} ${fromId}`);
      if (id === undefined) throw new Error("every case has a direct conversation");
      return id;
    },
  };
}

/**
 * Creates the users of some cases in an empty database, tries everything through the procedures, and returns the
 * results, case by case.
 */
export async function play(platform: Platform, cases: readonly Case[]): Promise<Answers[]> {
  await build(platform.db, cases);
  // Everyone stays connected: no presence changes, so none is published.
  const stay = { onArrive: () => undefined, onLeave: () => undefined };
  const leave = cases.flatMap(({ fromId, toId }) =>
    [fromId, toId].map((userId) => platform.presence.enter(userId, stay)),
  );
  const before = await Promise.all(
    cases.map(async (it) => {
      const caller = callerOf(platform, it.fromId);
      return {
        may: await explained(caller, it),
        search: await isFound(caller, it),
        presence: await isShown(platform, it),
        open: await answerOf(caller.conversations.open({ userId: it.toId })),
      };
    }),
  );
  await openAll(platform.db, cases);
  await settlePolicy(platform);
  const found = await findConversations(platform);
  const acts = await Promise.all(
    cases.map(async (it) => {
      const [direct, group] = [found.direct(it), found.group(it)];
      const caller = callerOf(platform, it.fromId);
      const told = {
        direct: await toldIn(caller, direct),
        group: group === undefined ? undefined : await toldIn(caller, group),
      };
      return {
        told,
        direct: await actsIn(platform, { it, conversationId: direct }),
        group:
          group === undefined ? undefined : await actsIn(platform, { it, conversationId: group }),
      };
    }),
  );
  for (const go of leave) go();
  return cases.map((_, at) => {
    const [first, then] = [before[at], acts[at]];
    if (first === undefined || then === undefined) throw new Error("a case without answers");
    return { ...first, ...then };
  });
}
