import { afterAll, beforeAll, expect, test } from "vitest";
import { kinds } from "./callers.ts";
import { type Path, paths } from "./paths.ts";
import { attempt, type Answer } from "./play.ts";
import { createScene, type Scene } from "./scene.ts";
import { type Case, table } from "./table.ts";
import { serviceAccess } from "../../domain/policy/service-access.ts";
import { createCallerFactory, router, staffProcedure } from "../../trpc.ts";
import { reasonOf } from "../reason.ts";
import { twinsOf, unknownFields } from "./twins.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await createScene();
});
afterAll(() => scene[Symbol.asyncDispose]());

test("every procedure of the router has its row, and no row is without a procedure", () => {
  expect(Object.keys(table).toSorted()).toEqual(paths.toSorted());
  expect(Object.entries(table).filter(([, cases]) => cases.length === 0)).toEqual([]);
});

test("ID-11: one table lists for every procedure whether a service token may call it", () => {
  expect(Object.keys(serviceAccess).toSorted()).toEqual(paths.toSorted());
});

test("ID-11: a procedure that is not in the table is refused to a service token", async () => {
  const routes = router({ reports: router({ list: staffProcedure.query(() => "everything") }) });
  const as = createCallerFactory(routes);
  await expect(as(scene.context("admin")).reports.list()).resolves.toBe("everything");
  await expect(reasonOf(as(scene.context("service")).reports.list())).resolves.toBe("forbidden");
});

function outcomeOf(answer: Answer, { shows }: Case): string {
  if (answer.kind === "refused") return answer.reason;
  if (typeof answer.output === "boolean") return answer.output ? "seen" : "unseen";
  const shown = shows?.(answer.output, scene) ?? "ok";
  return typeof shown === "boolean" ? (shown ? "seen" : "unseen") : shown;
}

const casesOf = (path: Path) =>
  // Each case gets only results of its own procedure.
  (table[path] as readonly Case[]).map(
    (it) => [`${path} ${it.title ?? ""}`.trim(), path, it] as const,
  );

test.each(paths.flatMap(casesOf))(
  "POL-12: the outcome for every kind of caller: %s",
  async (_title, path, it) => {
    const outcomes: Record<string, string> = {};
    for (const kind of kinds) {
      const answer = await attempt(scene, { path, kind, input: it.input?.(scene, kind) });
      outcomes[kind] = outcomeOf(answer, it);
    }
    expect(outcomes).toEqual(it.expected);
  },
);

test("POL-11: every field that names something is covered by the next test", () => {
  expect(unknownFields()).toEqual([]);
});

test.each(paths)("POL-11: nonexistent and foreign are the same bytes: %s", async (path) => {
  const differing: unknown[] = [];
  for (const { title, kind, absent, foreign } of twinsOf(scene, path)) {
    const [nowhere, elsewhere] = [
      await attempt(scene, { path, kind, input: absent }),
      await attempt(scene, { path, kind, input: foreign }),
    ];
    if (JSON.stringify(nowhere) !== JSON.stringify(elsewhere))
      differing.push({ title, nowhere, elsewhere });
  }
  expect(differing).toEqual([]);
});

test("none of these calls caused an internal error", () => {
  expect(scene.api.faults).toEqual([]);
});
