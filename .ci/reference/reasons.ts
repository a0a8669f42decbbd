import {
  isIdentifier,
  isInterfaceDeclaration,
  isMethodSignatureDeclaration,
  isNewExpression,
  isTypeAliasDeclaration,
  type Node,
} from "typescript/unstable/ast";
import { SymbolFlags } from "typescript/unstable/sync";
import { errorReasons, type ErrorReason } from "../../packages/contract/src/error-reasons.ts";
import type { Source } from "./source.ts";

const folder = "packages/api/src/domain/";

/** What one declaration at the top of a file refers to, and how it refuses. */
interface Part {
  readonly refersTo: readonly string[];
  readonly reasons: readonly ErrorReason[];
}

const nothing: Part = { refersTo: [], reasons: [] };

function visit(node: Node, each: (node: Node) => void): void {
  each(node);
  node.forEachChild((child) => {
    visit(child, each);
    return undefined;
  });
}

const isReason = (text: unknown): text is ErrorReason =>
  (errorReasons as readonly unknown[]).includes(text);

/**
 * Finds the reasons with which an expression in a file, or what it refers to, throws a `DomainError`. It follows names,
 * not calls, so it may find too many in a file with several verbs, and none too few.
 */
export function createReasonFinder(
  source: Source,
): (path: string, start: Node) => ReadonlySet<ErrorReason> {
  const { checker } = source;
  const parts = new Map<string, Part>();

  /** The statements of a file by the names that they declare. */
  const statementsOf = (path: string) => source.file(path).statements;
  const statementAt = (path: string, node: Node) =>
    statementsOf(path).findIndex(({ pos, end }) => pos <= node.pos && node.end <= end);

  /** The parts that a symbol stands for: its declaration, or for a method of an interface the whole file. */
  function targetsOf(path: string, node: Node): string[] {
    if (!isMethodSignatureDeclaration(node)) return [`${path}#${statementAt(path, node)}`];
    return statementsOf(path).map((_, index) => `${path}#${index}`);
  }

  function read(node: Node): Part {
    if (isInterfaceDeclaration(node) || isTypeAliasDeclaration(node)) return nothing;
    const identifiers: Node[] = [];
    const reasons = new Set<ErrorReason>();
    visit(node, (each) => {
      if (isIdentifier(each)) identifiers.push(each);
      if (!isNewExpression(each) || each.expression.getText() !== "DomainError") return;
      const [argument] = each.arguments ?? [];
      const type = argument === undefined ? undefined : checker.getTypeAtLocation(argument);
      const members = type?.isUnionType() === true ? type.getTypes() : [type];
      for (const one of members) {
        if (one?.isStringLiteralType() === true && isReason(one.value)) reasons.add(one.value);
      }
    });
    const refersTo = checker.getSymbolAtLocation(identifiers).flatMap((found) => {
      if (found === undefined) return [];
      const symbol =
        (found.flags & SymbolFlags.Alias) === 0 ? found : checker.getAliasedSymbol(found);
      const path = source.pathOf(symbol);
      if (!path.startsWith(folder)) return [];
      const target = source.nodeOf(symbol);
      return target === undefined ? [] : targetsOf(path, target);
    });
    return { refersTo: [...new Set(refersTo)], reasons: [...reasons] };
  }

  function partOf(key: string): Part {
    const known = parts.get(key);
    if (known !== undefined) return known;
    const [path = "", index] = key.split("#");
    const statement = statementsOf(path)[Number(index)];
    const part = statement === undefined ? nothing : read(statement);
    parts.set(key, part);
    return part;
  }

  return (path, start) => {
    const first = read(start);
    const reasons = new Set(first.reasons);
    // Its own parameters are declared in the statement around it.
    const seen = new Set(targetsOf(path, start));
    const open = [...first.refersTo];
    for (let key = open.pop(); key !== undefined; key = open.pop()) {
      if (seen.has(key)) continue;
      seen.add(key);
      const part = partOf(key);
      for (const reason of part.reasons) reasons.add(reason);
      open.push(...part.refersTo);
    }
    return reasons;
  };
}
