import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join, relative } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** Text formats. Pictures and fonts are compressed already. */
const TEXTS = new Set([
  ".html",
  ".js",
  ".mjs",
  ".css",
  ".json",
  ".svg",
  ".txt",
  ".webmanifest",
  ".xml",
]);
/** A smaller file fits into the packet with its headers. */
const FROM_BYTES = 512;

async function compress(file: string): Promise<void> {
  const content = await readFile(file);
  if (content.length < FROM_BYTES) return;
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  const codings = [
    { suffix: ".br", bytes: await toBrotli(content, { params }) },
    { suffix: ".gz", bytes: await toGzip(content, { level: constants.Z_BEST_COMPRESSION }) },
  ];
  const smaller = codings.filter(({ bytes }) => bytes.length < content.length);
  await Promise.all(smaller.map(({ suffix, bytes }) => writeFile(file + suffix, bytes)));
}

/** Writes every text of a build in brotli and gzip as well, so that the server compresses no file while it serves. */
export function compressFiles(): Plugin {
  let outDir = "";
  return {
    name: "parley:compress-files",
    apply: "build",
    configResolved({ root, build }) {
      outDir = join(root, build.outDir);
    },
    closeBundle: {
      sequential: true,
      order: "post",
      async handler() {
        const entries = await readdir(outDir, { recursive: true, withFileTypes: true });
        const files = entries
          .filter((entry) => entry.isFile() && TEXTS.has(extname(entry.name)))
          .map((entry) => join(entry.parentPath, entry.name))
          // The manifest of the build is not for browsers.
          .filter((file) => !relative(outDir, file).startsWith(".vite"));
        await Promise.all(files.map(compress));
      },
    },
  };
}
