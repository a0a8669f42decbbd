/** The parts of a module that this needs, as the bundler reports them. */
interface Graph {
  getModuleInfo(
    id: string,
  ): { readonly importedIds: readonly string[]; readonly importers: readonly string[] } | null;
}

interface Start {
  /** Name of the file. */
  readonly name: string;
  /** Its entry module, and modules that it always imports a moment later. */
  readonly entries: readonly string[];
}

interface Chunking {
  readonly starts: readonly Start[];
  /** The index of a package: no importer uses all of its exports. */
  readonly face: string;
}

/** Every module that is fetched with some. */
function importsOf(graph: Graph, starts: readonly string[], face: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const isOnlyImporter = (next: string) => graph.getModuleInfo(next)?.importers.length === 1;
  const visit = (id: string) => {
    if (seen.has(id)) return;
    seen.add(id);
    for (const next of graph.getModuleInfo(id)?.importedIds ?? []) {
      // Their other imports are fetched with them, now or later.
      if (id !== face || isOnlyImporter(next)) visit(next);
    }
  };
  starts.forEach(visit);
  return seen;
}

/**
 * Groups the modules that a page fetches into one file per entry, the earlier entry first: each file is compressed
 * separately, so few large ones are smaller than many small ones.
 */
export function chunksOf({ starts, face }: Chunking) {
  return starts.map(({ name, entries }, index) => {
    let imports: ReadonlySet<string> | undefined;
    return {
      priority: starts.length - index,
      name(id: string, graph: Graph) {
        imports ??= importsOf(graph, entries, face);
        return imports.has(id) ? name : null;
      },
    };
  });
}
