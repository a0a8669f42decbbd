import { readFileSync } from "node:fs";
import { join } from "node:path";
import { signalSchema, streamEventSchema } from "../../packages/contract/src/events.ts";
import type { Schema } from "../contract-schemas.ts";
import type { Contract } from "./contract.ts";
import { code, type Page, paragraphs, prose, table, title } from "./markdown.ts";
import { root } from "./source.ts";

const path = "packages/contract/src/events.ts";

/** The comment in front of a member of a union, without its stars. */
function docOf(text: string, type: string): string {
  const member = String.raw`z\.object\(\{\s*type: z\.literal\("${type.replace(".", String.raw`\.`)}"\)`;
  const found = new RegExp(String.raw`/\*\*((?:(?!\*/)[^])*)\*/\s*${member}`).exec(text)?.[1] ?? "";
  return found.replaceAll(/^\s*\* ?/gm, "").trim();
}

interface Member {
  readonly type: string;
  readonly doc: string;
  readonly fields: Readonly<Record<string, Schema>>;
}

/** The members of a union that `type` distinguishes. */
function membersOf(union: { readonly options: readonly unknown[] }, text: string): Member[] {
  // Every member of the two unions is an object with a literal as `type`.
  return (union.options as readonly Schema[]).map(({ _zod: { def } }) => {
    if (def.type !== "object") throw new Error("an event that is no object");
    const { type: literal, ...fields } = def.shape;
    const literalDef = literal?._zod.def;
    const type = literalDef?.type === "literal" ? String(literalDef.values[0]) : "";
    return { type, doc: docOf(text, type), fields };
  });
}

const families: Readonly<Record<string, string>> = {
  message: "Messages",
  conversation: "Conversations",
  contact: "Contacts",
  group: "Groups",
  user: "Users",
};

/** The page of events and signals. */
export function eventsPage(contract: Contract): Page {
  const text = readFileSync(join(root, path), "utf8");
  const durable = membersOf(streamEventSchema, text);
  const transient = membersOf(signalSchema, text);
  const section =
    (level: string) =>
    ({ type, doc, fields }: Member) => [
      `${level} ${code(type)}`,
      prose(doc),
      table(
        ["Field", "Type"],
        Object.entries(fields).map(([name, schema]) => [
          `${code(name)}${schema._zod.optin === undefined ? "" : " (optional)"}`,
          contract.typeOf(schema),
        ]),
      ),
    ];
  const ofFamily = Map.groupBy(durable, ({ type }) =>
    type.includes(".") ? type.split(".")[0] : "",
  );
  return {
    file: "events.md",
    text: paragraphs(
      title(
        "Events",
        "Everything that happens to a user, in their stream `events.stream`: each event has a number, numbers have no gaps, " +
          "and after a reconnect the server sends what follows the last one. `client.listen` calls `onEvent` with each once, in order.",
      ),
      [...ofFamily].flatMap(([family = "", members]) => [
        `## ${families[family] ?? "The stream itself"}`,
        ...members.flatMap(section("###")),
      ]),
      "## Signals",
      "What is only true now, from `events.signals`: not stored, not numbered, and left out where a socket cannot keep up.",
      transient.flatMap(section("###")),
    ),
    missing: [...durable, ...transient]
      .filter(({ doc }) => doc === "")
      .map(({ type }) => `${path}: ${type}`),
  };
}
