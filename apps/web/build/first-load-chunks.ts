/** What this needs to know of a module, as the bundler tells it. */
interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** Every module that is fetched with one of them. */
function importsOf(graph: Graph, start: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const visit = (id: string) => {
    if (seen.has(id)) return;
    seen.add(id);
    for (const next of graph.getModuleInfo(id)?.importedIds ?? []) visit(next);
  };
  visit(start);
  return seen;
}

interface Start {
  /** The name of the file. */
  readonly name: string;
  /** The module that it begins with. */
  readonly entry: string;
}

/**
 * Puts what a page is fetched with into one file for each start, the earlier start first: a file is compressed
 * by itself, so few large ones travel smaller than many small ones.
 */
export function chunksOf(starts: readonly Start[]) {
  return starts.map(({ name, entry }, index) => {
    let imports: ReadonlySet<string> | undefined;
    return {
      priority: starts.length - index,
      name(id: string, graph: Graph) {
        imports ??= importsOf(graph, entry);
        // The start keeps a file of its own: the build's manifest knows it by that.
        return id !== entry && imports.has(id) ? name : null;
      },
    };
  });
}
