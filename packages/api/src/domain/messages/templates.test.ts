import { limits } from "@parley/contract/limits";
import { templates } from "@parley/db/schema";
import { expect, test } from "vitest";
import { newId, nextOf, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({ people: { ada: "MENTOR", ben: "MENTEE" } });

const save = (from: string, wish: { id?: string; title?: string; body?: string } = {}) =>
  api
    .as(from)
    .messages.saveTemplate({ id: newId(), title: "Welcome", body: "Good to meet you", ...wish });
const templatesOf = async (userId: string) => (await api.as(userId).messages.templates()).templates;

test("TPL-1: templates are their owner's alone, and arrive on their other devices", async () => {
  await using ada = await api.follow("ada");
  const template = await save("ada");
  expect(await nextOf(ada, "template.saved")).toMatchObject({ template });
  expect(await templatesOf("ada")).toEqual([template]);
  expect(await templatesOf("ben")).toEqual([]);
  await api.as("ben").messages.removeTemplate({ templateId: template.id });
  expect(await templatesOf("ada")).toEqual([template]);
  // The id of another user's template is free.
  await save("ben", { id: template.id, title: "Mine" });
  expect(await templatesOf("ada")).toEqual([template]);
  await api.as("ada").messages.removeTemplate({ templateId: template.id });
  await api.as("ada").messages.removeTemplate({ templateId: template.id });
  expect(await nextOf(ada, "template.removed")).toMatchObject({ id: template.id });
  expect(await templatesOf("ada")).toEqual([]);
});

test("TPL-1: the id of a template replaces it, and a repeat makes no event", async () => {
  const { id } = await save("ada");
  await using ada = await api.follow("ada");
  await save("ada", { id });
  await save("ada", { id, title: " Hello " });
  expect(await nextOf(ada, "template.saved")).toMatchObject({ template: { title: "Hello" } });
  expect(await templatesOf("ada")).toEqual([{ id, title: "Hello", body: "Good to meet you" }]);
});

test("TPL-2: a title has 1 to 60 code points, and a body 1 to 5,000", async () => {
  await save("ada", { title: "🙂".repeat(limits.templateTitleMax) });
  await save("ada", { body: "🙂".repeat(limits.bodyMax) });
  for (const wish of [
    { title: "🙂".repeat(limits.templateTitleMax + 1) },
    { body: "🙂".repeat(limits.bodyMax + 1) },
    { title: " " },
    { body: "" },
    { title: "a\0" },
  ])
    expect(await reasonOf(save("ada", wish))).toBe("invalid_input");
});

test("TPL-2: a user has at most 100, of which each can be changed", async () => {
  const made = Array.from({ length: limits.templatesMax }, () => newId());
  await api.platform.db
    .insert(templates)
    .values(made.map((id) => ({ userId: "ada", id, title: "One", body: "One" })));
  expect(await reasonOf(save("ada"))).toBe("invalid_input");
  const [id = ""] = made;
  await save("ada", { id });
  await api.as("ada").messages.removeTemplate({ templateId: id });
  await save("ada");
});
