/** What this needs to know of a module, as the bundler tells it. */
interface Graph {
  getModuleInfo(
    id: string,
  ): { readonly importedIds: readonly string[]; readonly importers: readonly string[] } | null;
}

interface Start {
  /** The name of the file. */
  readonly name: string;
  /** The module that it begins with. */
  readonly entry: string;
}

interface Chunking {
  readonly starts: readonly Start[];
  /** The public face of a package: nobody who imports it uses everything that it exports. */
  readonly face: string;
}

/** Every module that is fetched with one of them. */
function importsOf(graph: Graph, start: string, face: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const isOnlyImporter = (next: string) => graph.getModuleInfo(next)?.importers.length === 1;
  const visit = (id: string) => {
    if (seen.has(id)) return;
    seen.add(id);
    for (const next of graph.getModuleInfo(id)?.importedIds ?? []) {
      // What else somebody imports comes with them, now or later.
      if (id !== face || isOnlyImporter(next)) visit(next);
    }
  };
  visit(start);
  return seen;
}

/**
 * Puts what a page is fetched with into one file for each start, the earlier start first: a file is compressed
 * by itself, so few large ones travel smaller than many small ones.
 */
export function chunksOf({ starts, face }: Chunking) {
  return starts.map(({ name, entry }, index) => {
    let imports: ReadonlySet<string> | undefined;
    return {
      priority: starts.length - index,
      name(id: string, graph: Graph) {
        imports ??= importsOf(graph, entry, face);
        // The start keeps a file of its own: the build's manifest knows it by that.
        return id !== entry && imports.has(id) ? name : null;
      },
    };
  });
}
