import { getTableColumns, is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import * as schema from "../../packages/db/src/schema/index.ts";
import { anchor, code, type Page, paragraphs, prose, table, title } from "./markdown.ts";
import type { Source } from "./source.ts";

const path = "packages/db/src/schema/index.ts";

/** Tables that a host may read by SQL: a change of one of their columns is announced in the changelog. */
const readable = new Set<string>([
  "users",
  "contacts",
  "blocks",
  "groups",
  "group_members",
  "conversations",
  "participants",
  "messages",
  "reactions",
]);

/** The page of tables. */
export function dataModelPage(source: Source): Page {
  const docs = new Map(source.exportsOf(path).map((one) => [one.name, one]));
  const tables = Object.entries(schema).flatMap(([name, value]) => {
    const exported = docs.get(name);
    if (!is(value, PgTable) || exported === undefined) return [];
    const type = source.checker.getTypeOfSymbol(exported.symbol);
    const docOf = (key: string) => {
      const field = type && source.checker.getPropertyOfType(type, key);
      return field === undefined ? "" : source.checker.getDocumentationCommentOfSymbol(field);
    };
    // The keys of a table are its columns, by the names that the code uses.
    const columns: Readonly<Record<string, { readonly name: string }>> = getTableColumns(value);
    const keys = new Map(Object.entries(columns).map(([key, { name: of }]) => [of, key]));
    return [
      {
        exported,
        config: getTableConfig(value),
        docOf: (column: string) => docOf(keys.get(column) ?? ""),
      },
    ];
  });
  return {
    file: "data-model.md",
    text: paragraphs(
      title(
        "Data model",
        "The tables of the schema `parley` (`DATABASE_SCHEMA`), from their declarations. **Your platform may read** the tables marked below, for " +
          "reports and joins: a change of their columns is announced in the changelog. All others are internal. **Never write** to any: the change " +
          "would have no event, so open pages would not show it. Use the [procedures](procedures.md).",
      ),
      table(
        ["Table", "May be read", "What a row is"],
        tables.map(({ exported, config: { name } }) => [
          `[${code(name)}](#${anchor(name)})`,
          readable.has(name) ? "yes" : "",
          prose(exported.doc).split(/(?<=\.) /)[0] ?? "",
        ]),
      ),
      tables.flatMap(({ exported, config, docOf }) => {
        const references = new Map(
          config.foreignKeys.flatMap((key) => {
            const { columns, foreignTable, foreignColumns } = key.reference();
            const target = getTableConfig(foreignTable).name;
            return columns.map(
              ({ name }, at) => [name, `${target}.${foreignColumns[at]?.name ?? ""}`] as const,
            );
          }),
        );
        const key = new Set(
          config.primaryKeys.flatMap(({ columns }) => columns.map(({ name }) => name)),
        );
        return [
          `## ${config.name}`,
          prose(exported.doc),
          table(
            ["Column", "Type", "Meaning"],
            config.columns.map((column) => [
              `${code(column.name)}${column.primary || key.has(column.name) ? " (key)" : ""}`,
              `${column.getSQLType().replace(' COLLATE "C"', "")}${column.notNull ? "" : " or null"}`,
              [
                prose(docOf(column.name)),
                column.enumValues === undefined || column.enumValues.length === 0
                  ? ""
                  : `${column.enumValues.map(code).join(", ")}.`,
                references.has(column.name)
                  ? `References ${code(references.get(column.name) ?? "")}.`
                  : "",
              ]
                .filter((part) => part !== "")
                .join(" "),
            ]),
          ),
        ];
      }),
    ),
    missing: tables
      .filter(({ exported }) => exported.doc === "")
      .map(({ exported }) => `${exported.path}: ${exported.name}`),
  };
}
