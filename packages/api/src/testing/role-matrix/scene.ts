import { createTestBrowser } from "../browser.ts";
import { createTestApi, newId, type TestApi, type TestCaller } from "../index.ts";
import { appRouter } from "../../app-router.ts";
import type { Session } from "../../domain/context.ts";
import { createCallerFactory, type RequestContext } from "../../trpc.ts";
import { callers, type Kind } from "./callers.ts";
import { keepTables } from "./keep-tables.ts";

const createCaller = createCallerFactory(appRouter);

/** Users in every relation to Tess and to her group North, with messages between them. */
export interface Scene extends AsyncDisposable {
  readonly api: TestApi;
  /** The conversation of North. */
  readonly group: string;
  /** The direct conversation of each with Tess; that of two others for callers without one. */
  readonly direct: Readonly<Record<Kind, string>>;
  /** The conversation of two users whom none of the callers knows. */
  readonly foreign: string;
  /** A shared action item of Tess in North. */
  readonly item: string;
  /** A meeting that Ada has proposed to Tess. */
  readonly meeting: string;
  /** A report of a message of Tess in North by the member. */
  readonly report: string;
  /** `seq` of each caller's own message in North; of a message by Tess for those without one. */
  readonly own: Readonly<Record<Kind, number>>;
  /** A file that Tess has sent to North. */
  readonly file: string;
  /** The last `seq` in the conversation of North, after the former member left. */
  readonly last: number;
  /** Of a browser of Tess that receives push messages. */
  readonly secret: string;
  /** The host's context of a call of this kind. */
  context(kind: Kind): RequestContext;
  as(kind: Kind, signal?: AbortSignal): TestCaller;
  /** Restores the scene. */
  restore(): Promise<void>;
}

/** `seq` in the conversation of North: before the member joined, visible to all, and after the former one left. */
export const places = { early: 1, shared: 2 } as const;

const say = async (
  api: TestApi,
  from: string,
  message: { in: string; body: string; to?: string[]; files?: string[] },
) => {
  const { in: conversationId, body, to: mentions, files } = message;
  const sent = await api.as(from).messages.send({
    conversationId,
    id: newId(),
    body,
    ...(mentions && { mentions }),
    ...(files && { files }),
  });
  return sent.message.seq;
};

const talkers = ["meg", "finn", "bea", "bob", "ada", "dora"] as const;

/** North and its messages. */
async function playGroup(api: TestApi) {
  const staff = api.as("root").groups;
  const menteeIds = ["tess", "finn", "bea", "bob", "dora"];
  const north = await staff.create({ id: "north", name: "North", mentorId: "ada", menteeIds });
  const { conversationId: group } = north;
  await say(api, "tess", { in: group, body: "early" });
  await staff.addMembers({ groupId: "north", menteeIds: ["meg"] });
  const file = await api.attach("tess", { name: "plan.pdf", content: Buffer.from("plan") });
  await say(api, "tess", { in: group, body: "apple", to: [...talkers], files: [file.id] });
  const own = new Map<string, number>();
  for (const id of talkers) own.set(id, await say(api, id, { in: group, body: `by ${id}` }));
  const item = newId();
  const text = "learn to juggle";
  await api.as("tess").cards.createItem({ id: item, conversationId: group, text, isShared: true });
  const report = newId();
  const seqs = [places.shared];
  const about = { conversationId: group, seqs };
  await api.as("meg").reports.create({ id: report, category: "bullying", ...about });
  return { group, own, item, report, file: file.id };
}

async function playPairs(api: TestApi) {
  const direct = new Map<string, string>();
  for (const id of [...talkers, "root"]) {
    const opened = await api.as(id).conversations.open({ userId: "tess" });
    direct.set(id, opened.id);
    await say(api, id, { in: opened.id, body: "pear" });
    await say(api, "tess", { in: opened.id, body: "plum" });
  }
  return direct;
}

async function play(api: TestApi) {
  await api.addPeople({
    root: "ADMIN",
    ada: "MENTOR",
    mia: "MENTOR",
    tess: "MENTEE",
    sid: "MENTEE",
  });
  await api.addPeople({
    meg: "MENTEE",
    finn: "MENTEE",
    bea: "MENTEE",
    bob: "MENTEE",
    dora: "MENTEE",
  });
  await api.addPeople({ omar: "MENTEE", olga: "MENTEE", parley: "SYSTEM", helper: "BOT" });
  const { group, own, item, report, file } = await playGroup(api);
  const direct = await playPairs(api);
  const meeting = newId();
  await api.as("ada").cards.proposeMeeting({
    ...{ id: meeting, conversationId: direct.get("ada") ?? "", minutes: 30 },
    ...{ slots: ["2026-02-09T10:00"], timeZone: "UTC" },
  });
  const staff = api.as("root");
  const south = { id: "south", name: "South", mentorId: "mia", menteeIds: ["omar", "olga"] };
  await staff.groups.create(south);
  const foreign = (await api.as("omar").conversations.open({ userId: "olga" })).id;
  await say(api, "omar", { in: foreign, body: "apple" });
  await staff.groups.removeMembers({ groupId: "north", menteeIds: ["finn"] });
  const last = await say(api, "tess", { in: group, body: "late" });
  await api.as("tess").contacts.block({ userId: "bea" });
  await api.as("bob").contacts.block({ userId: "tess" });
  await staff.users.deactivate({ userId: "dora" });
  const { subscription } = createTestBrowser();
  const { secret } = await api.as("tess").push.subscribe(subscription);
  return { group, own, item, meeting, report, file, direct, foreign, last, secret };
}

const perKind = <Value>(valueOf: (id: string | null) => Value) =>
  // The keys are those of the table of callers, and as many.
  Object.fromEntries(Object.entries(callers).map(([kind, id]) => [kind, valueOf(id)])) as Record<
    Kind,
    Value
  >;

function sessionOf(kind: Kind, issuedAt: Date): Session | null {
  const lifetime = { issuedAt, expiresAt: new Date(issuedAt.getTime() + 3_600_000) };
  const id = callers[kind];
  if (id === null) return null;
  return kind === "service"
    ? { kind: "service", name: id, ...lifetime }
    : { kind: "user", userId: id, ...lifetime };
}

/** Creates the scene on an in-process database. */
export async function createScene(): Promise<Scene> {
  const api = await createTestApi();
  const { group, own, item, meeting, report, file, direct, foreign, last, secret } =
    await play(api);
  const restore = await keepTables(api.platform.db.$client);
  const context = (kind: Kind): RequestContext => {
    return {
      ...api.platform,
      requestId: "request",
      session: sessionOf(kind, api.clock.now()),
      onFault: ({ cause }) => api.faults.push(cause),
    };
  };
  return {
    api,
    group,
    item,
    meeting,
    report,
    file,
    direct: perKind((id) => direct.get(id ?? "") ?? foreign),
    own: perKind((id) => own.get(id ?? "") ?? places.shared),
    foreign,
    last,
    secret,
    context,
    as: (kind, signal) => createCaller(context(kind), signal === undefined ? {} : { signal }),
    restore,
    [Symbol.asyncDispose]: () => api.close(),
  };
}
