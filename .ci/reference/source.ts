import { join } from "node:path";
import type { Node, SourceFile } from "typescript/unstable/ast";
import {
  API,
  type Checker,
  type Symbol as CompilerSymbol,
  SymbolFlags,
} from "typescript/unstable/sync";

/** The root of the repository. */
export const root = join(import.meta.dirname, "../..");

/** An export of a file, as its declaration says. */
export interface Exported {
  readonly name: string;
  /** The docstring; empty if there is none. */
  readonly doc: string;
  /** Where it is declared, from the root. */
  readonly path: string;
  /** What is exported, behind every re-export. */
  readonly symbol: CompilerSymbol;
  readonly isDeprecated: boolean;
}

/** The program of all packages, and questions to the compiler about it. */
export interface Source extends Disposable {
  readonly checker: Checker;
  file(path: string): SourceFile;
  /** Everything that a file exports, under its exported names. */
  exportsOf(path: string): readonly Exported[];
  /** The node of a declaration. */
  nodeOf(symbol: CompilerSymbol): Node | undefined;
  pathOf(symbol: CompilerSymbol): string;
}

/** Starts the compiler on `.ci/reference/tsconfig.json`. */
export function openSource(): Source {
  const api = new API({ cwd: root });
  const configured = join(root, ".ci/reference/tsconfig.json");
  const [project] = api.updateSnapshot({ openProject: configured }).getProjects();
  if (project === undefined) throw new Error(`${configured} is no project`);
  const { checker, program } = project;

  const file = (path: string) => {
    const found = program.getSourceFile(join(root, path));
    if (found === undefined) throw new Error(`${path} is no part of ${configured}`);
    return found;
  };
  const pathOf = ({ declarations: [first] }: CompilerSymbol) =>
    first?.path.slice(root.length + 1) ?? "";
  const exportOf = (symbol: CompilerSymbol): Exported => {
    const target =
      (symbol.flags & SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
    const docOf = (one: CompilerSymbol) => checker.getDocumentationCommentOfSymbol(one);
    const tags = [symbol, target].flatMap((one) => checker.getJsDocTagsOfSymbol(one));
    return {
      name: symbol.name,
      doc: docOf(symbol) || docOf(target),
      path: pathOf(target),
      symbol: target,
      isDeprecated: tags.some(({ name }) => name === "deprecated"),
    };
  };
  return {
    checker,
    file,
    exportsOf: (path) => {
      const module = checker.getSymbolAtLocation(file(path));
      return module === undefined ? [] : checker.getExportsOfModule(module).map(exportOf);
    },
    nodeOf: ({ valueDeclaration, declarations }) =>
      (valueDeclaration ?? declarations[0])?.resolve(project),
    pathOf,
    [Symbol.dispose]: () => api.close(),
  };
}
