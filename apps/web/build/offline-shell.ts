import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin, Rolldown } from "vite";

/** The name of the worker's file: it never changes, so that a browser finds the next version. */
export const WORKER_FILE = "sw.js";

/** Not for browsers, or large and rarely needed: all emoji, since the quick ones are always available, and what reads PDF. */
const LEFT_OUT = /\.map$|^\.vite\/|^emoji\/|^assets\/(?:open-pdf-|pdf\.worker)/;

const contentOf = (file: Rolldown.OutputChunk | Rolldown.OutputAsset) =>
  file.type === "chunk" ? file.code : file.source;

/** Every file of a build that the app may request, with its content. */
function shellFiles(bundle: Rolldown.OutputBundle, publicDir: string) {
  const built = Object.values(bundle)
    .filter(({ fileName }) => fileName !== WORKER_FILE && !LEFT_OUT.test(fileName))
    .map((file) => ({ name: file.fileName, content: contentOf(file) }));
  const copied = readdirSync(publicDir).map((name) => ({
    name,
    content: readFileSync(join(publicDir, name)),
  }));
  return [...built, ...copied].toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** Lists the files of this version in the worker, once their names are known. */
export function offlineShell(): Plugin {
  let publicDir = "";
  return {
    name: "parley:offline-shell",
    apply: "build",
    configResolved(config) {
      publicDir = config.publicDir;
    },
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const worker = bundle[WORKER_FILE];
        if (worker?.type !== "chunk") throw new Error(`The build has no ${WORKER_FILE}`);
        const shell = shellFiles(bundle, publicDir);
        const hash = createHash("sha256");
        for (const { name, content } of shell) hash.update(name).update(content);
        const files = shell.map(({ name }) => `/${name}`);
        const version = hash.digest("hex").slice(0, 16);
        worker.code = worker.code.replaceAll("__SHELL__", JSON.stringify({ files, version }));
      },
    },
  };
}
