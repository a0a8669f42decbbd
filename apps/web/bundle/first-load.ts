import { readFile } from "node:fs/promises";
import * as path from "node:path";

/** A chunk as Vite's manifest lists it. https://vite.dev/guide/backend-integration.html */
interface ManifestChunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}

export type Manifest = Readonly<Record<string, ManifestChunk>>;

/** One file of the bundle, and the modules whose code is in it. */
export interface BundleFile {
  readonly file: string;
  readonly sources: readonly string[];
}

/** Every file that the browser fetches for these entries: their own, their imports, and their styles. */
export function filesOf(manifest: Manifest, entries: readonly string[]): string[] {
  const seen = new Set<string>();
  const files = new Set<string>();
  const visit = (key: string) => {
    if (seen.has(key)) return;
    seen.add(key);
    const chunk = manifest[key];
    if (chunk === undefined) throw new Error(`The manifest has no ${key}`);
    files.add(chunk.file);
    for (const css of chunk.css ?? []) files.add(css);
    for (const next of chunk.imports ?? []) visit(next);
  };
  entries.forEach(visit);
  return [...files];
}

/** The bundler's helpers: they come from no module, so they have no source map. */
const isRuntime = (file: string) => /^(rolldown-runtime|preload-helper)-/.test(path.basename(file));

async function sourcesOf(file: string): Promise<string[]> {
  if (!file.endsWith(".js") || isRuntime(file)) return [];
  // Every source map names its sources: https://tc39.es/ecma426/#sec-source-map-format
  const map = JSON.parse(await readFile(`${file}.map`, "utf8")) as { sources: string[] };
  return map.sources.map((source) => path.resolve(path.dirname(file), source));
}

/** Reads the contents of files of a built app. */
export function readBundle(dist: string, files: readonly string[]): Promise<BundleFile[]> {
  return Promise.all(
    files.map(async (name) => {
      return { file: name, sources: await sourcesOf(path.join(dist, name)) };
    }),
  );
}

const SERVER_ONLY = [
  /\/node_modules\/(drizzle-[\w-]+|fastify|@fastify\/[\w-]+|pg|pg-[\w-]+|pino|jose|ws|@electric-sql\/[\w-]+)\//,
  /\/packages\/(api|db)\/src\//,
  /\/apps\/server\//,
];

/** The modules of a bundle that belong on a server. */
export function serverModules(bundle: readonly BundleFile[]): string[] {
  const all = bundle.flatMap((file) => file.sources);
  return all.filter((source) => SERVER_ONLY.some((pattern) => pattern.test(source)));
}
