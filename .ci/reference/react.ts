import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  NodeBuilderFlags,
  SignatureKind,
  type Symbol as CompilerSymbol,
  SymbolFlags,
} from "typescript/unstable/sync";
import { code, type Page, paragraphs, prose, table, title } from "./markdown.ts";
import { type Exported, root, type Source } from "./source.ts";

/** The entries of `@parley/react` with hooks and components. */
const entries = [
  { path: "packages/react/src/index.ts", from: "@parley/react" },
  { path: "packages/react/src/groups.ts", from: "@parley/react/groups" },
] as const;

/** A type is written in full, and not as its own name. */
const WHOLE = NodeBuilderFlags.NoTruncation | NodeBuilderFlags.InTypeAlias;

interface Entry extends Exported {
  readonly from: string;
}

/** The interfaces that hooks return and the entries do not export. */
function returnedTypes(source: Source, hooks: readonly Entry[]): readonly CompilerSymbol[] {
  const { checker } = source;
  return hooks.flatMap(({ symbol }) => {
    const type = checker.getTypeOfSymbol(symbol);
    const [signature] =
      type === undefined ? [] : checker.getSignaturesOfType(type, SignatureKind.Call);
    const returned = signature && checker.getReturnTypeOfSignature(signature);
    const named = returned?.getAliasSymbol() ?? returned?.getSymbol();
    return named !== undefined && /^packages\/(react|client)\//.test(source.pathOf(named))
      ? [named]
      : [];
  });
}

const isValue = ({ symbol }: Exported) => (symbol.flags & SymbolFlags.Value) !== 0;

/** The fields of a type that are not deprecated. */
const currentFields = ({ checker }: Source, type: CompilerSymbol) =>
  checker
    .getPropertiesOfType(checker.getDeclaredTypeOfSymbol(type))
    .filter(
      (field) => !checker.getJsDocTagsOfSymbol(field).some(({ name }) => name === "deprecated"),
    );

/** Fields of a type, with their types and docstrings. */
function fieldsOf(source: Source, type: CompilerSymbol, head: string): string {
  const { checker } = source;
  const declared = checker.getDeclaredTypeOfSymbol(type);
  if (!declared.isObjectType() && !declared.isIntersectionType()) {
    const written = checker.typeToString(declared, undefined, WHOLE);
    return `\`\`\`ts\ntype ${type.name} = ${written}\n\`\`\``;
  }
  const fields = currentFields(source, type);
  const rows = fields.map((field) => {
    const of = checker.getTypeOfSymbol(field);
    const isOptional = (field.flags & SymbolFlags.Optional) !== 0;
    const written = of === undefined ? "" : checker.typeToString(of);
    return [
      `${code(field.name)}${isOptional ? " (optional)" : ""}`,
      code(written.replace(/ \| undefined$/, "").replace(/^\((\(.*)\)$/, "$1")),
      prose(checker.getDocumentationCommentOfSymbol(field)),
    ];
  });
  return table([head, "Type", "Meaning"], rows);
}

/** The titles of stories by the component that they show. */
function readStories(): ReadonlyMap<string, string> {
  const files = globSync("packages/react/src/**/*.stories.tsx", { cwd: root });
  return new Map(
    files.flatMap((file) => {
      const text = readFileSync(join(root, file), "utf8");
      const shown = /component: (\w+)/.exec(text)?.[1];
      const name = /title: "([^"]+)"/.exec(text)?.[1];
      return shown === undefined || name === undefined ? [] : [[shown, name] as const];
    }),
  );
}

const signatureOf = ({ checker }: Source, { name, symbol }: Exported): string => {
  const type = checker.getTypeOfSymbol(symbol);
  const written = type === undefined ? "" : checker.typeToString(type);
  return `\`\`\`ts\n${name}: ${written}\n\`\`\``;
};

function readEntries(source: Source): readonly Entry[] {
  const all = entries.flatMap(({ path, from }) =>
    source.exportsOf(path).map((one) => ({ ...one, from })),
  );
  return all
    .filter(({ isDeprecated }) => !isDeprecated)
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** The page of hooks. */
export function hooksPage(source: Source): Page {
  const all = readEntries(source);
  const hooks = all.filter((one) => isValue(one) && /^use[A-Z]/.test(one.name));
  const exported = all.filter((one) => !isValue(one) && !one.name.endsWith("Props"));
  const returned = returnedTypes(source, hooks);
  const types = new Map(
    [...returned, ...exported.map(({ symbol }) => symbol)]
      .filter(({ name, flags }) => /^[A-Z]/.test(name) && (flags & SymbolFlags.TypeParameter) === 0)
      .map((symbol) => [symbol.name, symbol]),
  );
  return {
    file: "hooks.md",
    text: paragraphs(
      title(
        "Hooks",
        "Live data and actions for your own markup, below a `MessagingProvider`. What they return is kept up to date by events; there is " +
          "nothing to refetch or invalidate.",
      ),
      hooks.flatMap((hook) => [
        `## ${hook.name}`,
        prose(hook.doc),
        hook.from === "@parley/react" ? "" : `From ${code(hook.from)}.`,
        signatureOf(source, hook),
      ]),
      "## Their types",
      [...types.values()]
        .toSorted((one, other) => (one.name < other.name ? -1 : 1))
        .flatMap((type) => [
          `### ${type.name}`,
          prose(source.checker.getDocumentationCommentOfSymbol(type)),
          fieldsOf(source, type, "Field"),
        ]),
    ),
    // `undocumentedExports` finds them.
    missing: [],
  };
}

/** The page of components. */
export function componentsPage(source: Source): Page {
  const all = readEntries(source);
  const stories = readStories();
  const components = all.filter((one) => isValue(one) && /^[A-Z][a-z]/.test(one.name));
  const propsOf = (component: Entry) => all.find(({ name }) => name === `${component.name}Props`);
  return {
    file: "components.md",
    text: paragraphs(
      title(
        "Components",
        "Each works alone, below a `MessagingProvider`. `npm run storybook` shows those with a story in every state.",
      ),
      components.flatMap((component) => {
        const props = propsOf(component);
        const story = stories.get(component.name);
        return [
          `## ${component.name}`,
          prose(component.doc),
          [
            component.from === "@parley/react" ? "" : `From ${code(component.from)}.`,
            story === undefined ? "" : `Story: ${code(story)}.`,
          ]
            .filter((part) => part !== "")
            .join(" "),
          props === undefined
            ? signatureOf(source, component)
            : fieldsOf(source, props.symbol, "Property"),
        ];
      }),
    ),
    // `undocumentedExports` finds components without a description.
    missing: components.flatMap((component) => {
      const props = propsOf(component)?.symbol;
      return props === undefined
        ? []
        : currentFields(source, props)
            .filter((field) => source.checker.getDocumentationCommentOfSymbol(field).length === 0)
            .map((field) => `${props.name}.${field.name}`);
    }),
  };
}
