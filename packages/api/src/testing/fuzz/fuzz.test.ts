import { errorDataSchema } from "@parley/contract/errors";
import { getTRPCErrorFromUnknown, getTRPCErrorShape } from "@trpc/server";
import fc, { type Arbitrary } from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { appRouter } from "../../app-router.ts";
import { kinds, type Kind } from "../role-matrix/callers.ts";
import { definitionOf, type Path, paths } from "../role-matrix/paths.ts";
import { createScene, type Scene } from "../role-matrix/scene.ts";
import { createTestBrowser } from "../browser.ts";
import { inputsOf, type Pool } from "./inputs.ts";

const CALLS = Number(process.env["PARLEY_FUZZ_CALLS"] ?? 5_000);
/** A longer run starts at another seed each time. */
const SEED = Number(
  process.env["PARLEY_FUZZ_SEED"] ?? (CALLS > 5_000 ? Math.floor(Date.now() / 1_000) : 1),
);
const HOURS_8 = 8 * 3_600_000;
/** Calls between two checks: later calls see the changes of earlier ones. */
const ROUND = 250;

interface FuzzedCall {
  readonly path: Path;
  readonly kind: Kind;
  readonly input: unknown;
}

let scene: Scene;
let calls: Arbitrary<FuzzedCall>;
let callsOf: ReadonlyMap<Path, Arbitrary<FuzzedCall>>;

const { subscription } = createTestBrowser();

/** Every id and text of the scene, and values that fit a field by its name. */
async function poolOf({ api, group, direct, file, foreign, secret }: Scene): Promise<Pool> {
  const { rows } = await api.platform.db.$client.query<{ id: string }>(
    "select id from parley.users union all select email from parley.users where email is not null union all select id from parley.groups union all select id::text from parley.messages",
  );
  const conversations = [group, foreign, ...Object.values(direct)];
  const mentees = ["tess", "sid", "meg", "finn", "bea", "bob", "omar", "olga"];
  return {
    known: [...rows.map(({ id }) => id), ...conversations],
    fields: {
      conversationId: conversations,
      groupId: ["north", "south"],
      groupIds: ["north", "south"],
      mentorId: ["ada", "mia", "root"],
      menteeIds: mentees,
      userIds: mentees,
      senderId: ["parley", "helper"],
      key: ["mentor-motive", "mentee-why"],
      endpoint: ["https://push.example.org/a", "https://push.example.org/b"],
      p256dh: [subscription.keys.p256dh],
      auth: [subscription.keys.auth],
      secret: [secret],
      fileId: [file],
      fileIds: [file],
      files: [file],
      sha256: ["0".repeat(64), "AbC".repeat(21) + "d"],
      name: ["plan.pdf", "../plan.pdf", "plan\u202E.exe"],
      userId: [...mentees, "ada", "mia", "root", "dora"],
    },
  };
}

beforeAll(async () => {
  scene = await createScene();
  const pool = await poolOf(scene);
  const arbitraryOf = (path: Path) => {
    const [schema] = definitionOf(path).inputs;
    if (schema !== undefined && !(schema instanceof z.ZodType))
      throw new Error(`${path} is checked by something else than zod`);
    return fc.record({
      path: fc.constant(path),
      kind: fc.constantFrom(...kinds),
      input: inputsOf(schema, pool),
    });
  };
  callsOf = new Map(paths.map((path) => [path, arbitraryOf(path)]));
  calls = fc.oneof(...callsOf.values());
});
afterAll(() => scene[Symbol.asyncDispose]());

type Procedure = (input: unknown) => Promise<unknown>;

/** The first value of a subscription that ends at once. */
async function glance(source: AsyncIterable<unknown>, aborter: AbortController): Promise<void> {
  const values = source[Symbol.asyncIterator]();
  const first = values.next();
  aborter.abort();
  await first;
  await values.return?.();
}

/** The reason of a refusal as clients receive it, or `ok`. Fails if a refusal has none. */
async function answerTo({ path, kind, input }: FuzzedCall): Promise<string> {
  const aborter = new AbortController();
  const { type } = definitionOf(path);
  try {
    const [noun = "", verb = ""] = path.split(".");
    // A caller has the shape of the router, of whose paths this is one.
    const nouns = scene.as(kind, aborter.signal) as unknown as Record<
      string,
      Record<string, Procedure>
    >;
    const output = await nouns[noun]?.[verb]?.(input);
    // The type of a procedure says which of the two it returns.
    if (type === "subscription") await glance(output as AsyncIterable<unknown>, aborter);
    return "ok";
  } catch (thrown) {
    const error = getTRPCErrorFromUnknown(thrown);
    const config = appRouter._def._config;
    const shape = getTRPCErrorShape({ config, error, type, path, input, ctx: scene.context(kind) });
    return errorDataSchema.parse(shape.data).reason;
  }
}

/** A value in one line, even if JSON cannot express it. */
const shown = (value: unknown) =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "bigint" || typeof part === "symbol" ? String(part) : part,
  )?.slice(0, 600);

// No retry: an input that breaks a procedure once is a finding.
test(
  `LIM-7: ${CALLS} calls of every procedure, by every caller and with any input, get an output or a reason (seed ${SEED})`,
  { retry: 0, timeout: HOURS_8 },
  async () => {
    const faults: string[] = [];
    const reasons = new Map<string, Map<string, number>>();
    const play = async (some: Arbitrary<FuzzedCall>, seed: number, numRuns: number) => {
      for (const call of fc.sample(some, { seed, numRuns })) {
        const before = scene.api.faults.length;
        const reason = await answerTo(call);
        const counts = reasons.get(call.path) ?? new Map<string, number>();
        reasons.set(call.path, counts.set(reason, (counts.get(reason) ?? 0) + 1));
        // In process the database is always available: "unavailable" hides a fault.
        const isFault =
          reason === "internal" || reason === "unavailable" || scene.api.faults.length > before;
        if (!isFault) continue;
        const { path, kind, input } = call;
        const fault: unknown = scene.api.faults.at(-1);
        faults.push(
          `seed ${seed}: ${path} by ${kind} with ${shown(input)}: ${reason}, ${String(fault)}`,
        );
      }
      await scene.restore();
    };
    for (let round = 0; round * ROUND < CALLS; round += 1) {
      await play(calls, SEED + round, Math.min(ROUND, CALLS - round * ROUND));
      if (CALLS > 5_000 && (round + 1) % 20 === 0)
        console.log(`${(round + 1) * ROUND} calls, ${faults.length} faults`);
    }
    // A run in which no input passes the schemas proves little.
    const early = new Set(["invalid_input", "not_signed_in", "forbidden"]);
    const unreached = () =>
      CALLS < 5_000
        ? []
        : paths.filter(
            (path) => ![...(reasons.get(path)?.keys() ?? [])].some((it) => !early.has(it)),
          );
    // The more procedures there are, the fewer calls each gets: some more for those that were unlucky.
    for (const path of unreached()) {
      const some = callsOf.get(path);
      if (some !== undefined) await play(some, SEED, ROUND);
    }
    if (CALLS > 5_000)
      console.log(
        Object.fromEntries([...reasons].map(([path, of]) => [path, Object.fromEntries(of)])),
      );
    expect(faults).toEqual([]);
    expect(unreached()).toEqual([]);
  },
);
