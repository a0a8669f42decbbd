import {
  isArrowFunction,
  isCallExpression,
  isObjectLiteralExpression,
  isPropertyAssignment,
  isVariableDeclaration,
  type Node,
} from "typescript/unstable/ast";
import { SymbolFlags } from "typescript/unstable/sync";
import { appRouter } from "../../packages/api/src/app-router.ts";
import { serviceAccess } from "../../packages/api/src/domain/policy/service-access.ts";
import { type Kind, kinds } from "../../packages/api/src/testing/role-matrix/callers.ts";
import { table as roleMatrix } from "../../packages/api/src/testing/role-matrix/table.ts";
import { type ErrorReason, errorReasons } from "../../packages/contract/src/error-reasons.ts";
import type { Schema } from "../contract-schemas.ts";
import type { Contract } from "./contract.ts";
import { anchor, code, type Page, paragraphs, prose, table, title } from "./markdown.ts";
import { createReasonFinder } from "./reasons.ts";
import type { Source } from "./source.ts";

/** What tRPC keeps of a procedure. */
interface Definition {
  readonly type: "query" | "mutation" | "subscription";
  readonly inputs: readonly Schema[];
  readonly output?: Schema;
}
// At run time the procedures are flat under their full names, and keep what they were built from.
const definitions = appRouter._def.procedures as unknown as Readonly<
  Record<string, { readonly _def: Definition }>
>;

/** Who the kinds of callers are, towards the user Tess and her group. */
const callerTexts: Readonly<Record<Kind, string>> = {
  anonymous: "has no valid token",
  stranger: "a MENTEE whom nothing connects with Tess",
  member: "a MENTEE in Tess's group, who joined after the first message",
  former: "a MENTEE who left the group before the last message",
  blocked: "a MENTEE of the group whom Tess blocks",
  blocker: "a MENTEE of the group who blocks Tess",
  mentor: "the MENTOR of the group",
  admin: "an ADMIN, who is in no group",
  deactivated: "a user whose account is closed",
  service: "a token of the host platform with the scope `parley:service`",
};

/** The callers with an account; whether a service token may call is stated for each procedure. */
const users = kinds.filter(
  (kind) => kind !== "anonymous" && kind !== "deactivated" && kind !== "service",
);

/** Reasons that any call can have. */
const anyCall: readonly ErrorReason[] = [
  "not_signed_in",
  "session_expired",
  "client_outdated",
  "too_large",
  "too_many_requests",
  "unavailable",
  "internal",
];

interface Procedure {
  readonly path: string;
  readonly doc: string;
  readonly definition: Definition;
  readonly reasons: readonly ErrorReason[];
  /** The values of a subscription. */
  readonly yields: string;
}

const yielded: Readonly<Record<string, string>> = {
  "events.stream": "[events](events.md), each with its number as `id`",
  "events.signals": "[signals](events.md#signals)",
};

const isReason = (text: string): text is ErrorReason =>
  (errorReasons as readonly string[]).includes(text);

/** The last argument of `procedure.input(…).query(…)`: the function that calls the verb. */
const verbOf = (node: Node): Node =>
  isCallExpression(node) ? (node.arguments.at(-1) ?? node) : node;

/** The docstring of a procedure in its router; otherwise that of the verb that it calls. */
function docOf(source: Source, property: Node, verb: Node): string {
  const { checker } = source;
  const own = checker.getSymbolAtLocation(
    isPropertyAssignment(property) ? property.name : property,
  );
  const doc = own === undefined ? "" : checker.getDocumentationCommentOfSymbol(own);
  if (doc !== "" || !isArrowFunction(verb) || !isCallExpression(verb.body)) return doc;
  const called = checker.getSymbolAtLocation(verb.body.expression);
  if (called === undefined) return "";
  const target =
    (called.flags & SymbolFlags.Alias) === 0 ? called : checker.getAliasedSymbol(called);
  return checker.getDocumentationCommentOfSymbol(target);
}

/** Reads the routers: they are one object literal each, in `routers/<noun>.ts`. */
function readRouter(source: Source, noun: string): Procedure[] {
  const path = `packages/api/src/routers/${noun}.ts`;
  const find = createReasonFinder(source);
  const exported = source.exportsOf(path).find(({ name }) => name === `${noun}Router`);
  const node = exported === undefined ? undefined : source.nodeOf(exported.symbol);
  const call = node !== undefined && isVariableDeclaration(node) ? node.initializer : undefined;
  const object = call !== undefined && isCallExpression(call) ? call.arguments[0] : undefined;
  if (object === undefined || !isObjectLiteralExpression(object)) {
    throw new Error(`${path} does not export ${noun}Router = router({ … })`);
  }
  return object.properties.flatMap((property) => {
    if (!isPropertyAssignment(property)) return [];
    const name = `${noun}.${property.name.getText()}`;
    const definition = definitions[name]?._def;
    if (definition === undefined) return [];
    const verb = verbOf(property.initializer);
    const expected = Object.hasOwn(roleMatrix, name)
      ? Object.entries(roleMatrix).find(([one]) => one === name)?.[1]
      : [];
    const ofMatrix = (expected ?? []).flatMap((row) =>
      users.map((kind) => row.expected[kind]).filter(isReason),
    );
    const found = new Set<ErrorReason>([...find(path, verb), ...ofMatrix]);
    if (definition.inputs.length > 0) found.add("invalid_input");
    return {
      path: name,
      doc: docOf(source, property, verb),
      definition,
      reasons: errorReasons.filter((reason) => found.has(reason) && !anyCall.includes(reason)),
      yields: yielded[name] ?? "",
    };
  });
}

const nouns = [...new Set(Object.keys(definitions).map((path) => path.split(".")[0] ?? ""))];

/** All procedures of the router. */
export const readProcedures = (source: Source): Procedure[] =>
  nouns.filter((noun) => noun !== "demo").flatMap((noun) => readRouter(source, noun));

/** A row of the role matrix: the callers of each outcome. */
function outcomesOf(row: Readonly<Record<Kind, string>>): string {
  const of = Map.groupBy(users, (kind) => row[kind]);
  return [...of]
    .toSorted(([one], [other]) => Number(isReason(one)) - Number(isReason(other)))
    .map(([outcome, callers]) => `${code(outcome)}: ${callers.join(", ")}`)
    .join("; ");
}

const reasonLink = (reason: ErrorReason) => `[${code(reason)}](error-reasons.md#${anchor(reason)})`;

function section(contract: Contract, procedure: Procedure): string[] {
  const { path, doc, definition, reasons, yields } = procedure;
  const [input] = definition.inputs;
  const rows = Object.entries(roleMatrix).find(([name]) => name === path)?.[1] ?? [];
  const output = definition.output === undefined ? "nothing" : contract.typeOf(definition.output);
  const isOptional = input !== undefined && input._zod.optin !== undefined;
  return [
    `## ${path}`,
    prose(doc),
    [
      `**${definition.type === "subscription" ? "Subscription" : definition.type === "query" ? "Query" : "Mutation"}** · `,
      `service token: ${serviceAccess[path] ?? "forbidden"}`,
    ].join(""),
    input === undefined
      ? "No input."
      : `Input${isOptional ? " (may be left out)" : ""}: ${contract.typeOf(input)}`,
    input === undefined ? "" : contract.fieldsOf(input),
    yields === "" ? `Returns ${output}.` : `Yields ${yields}.`,
    reasons.length === 0 ? "" : `Refusals: ${reasons.map(reasonLink).join(", ")}.`,
    table(
      ["Call", "Who may"],
      rows.map(
        ({
          title: name,
          expected,
        }: {
          title?: string;
          expected: Readonly<Record<Kind, string>>;
        }) => [name ?? "any call", outcomesOf(expected)],
      ),
    ),
  ];
}

/** The page of procedures. */
export function proceduresPage(contract: Contract, all: readonly Procedure[]): Page {
  return {
    file: "procedures.md",
    text: paragraphs(
      title(
        "Procedures",
        "What `client.trpc`, or any program by the [protocol](../protocol.md), can call. Who may call what is the role matrix, " +
          "which a test plays against the server: each line is one call by every kind of caller, with its outcome.",
      ),
      table(
        ["Procedure", "What it does"],
        all.map(({ path, doc }) => [
          `[${code(path)}](#${anchor(path)})`,
          prose(doc).split(/(?<=\.) /)[0] ?? "",
        ]),
      ),
      "# Callers",
      "Every caller below is one of these. `anonymous` and `deactivated` always get `not_signed_in`, and a service token that is not allowed gets `forbidden`. `ok` is a result; " +
        "`seen` and `unseen` say whether the result shows Tess or what is meant to be found; any other word that is no reason is part of the result.",
      table(
        ["Caller", "Who that is"],
        kinds.map((kind) => [code(kind), callerTexts[kind]]),
      ),
      `Any call can also be refused with ${anyCall.map(reasonLink).join(", ")}.`,
      nouns.flatMap((noun) => {
        const own = all.filter(({ path }) => path.startsWith(`${noun}.`));
        return own.length === 0
          ? []
          : [`# ${noun}`, ...own.flatMap((one) => section(contract, one))];
      }),
    ),
    missing: all
      .filter(({ doc }) => doc === "")
      .map(
        ({ path }) => `packages/api/src/routers/${path.split(".")[0]}.ts: ${path.split(".")[1]}`,
      ),
  };
}
