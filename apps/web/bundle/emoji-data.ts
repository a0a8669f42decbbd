import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Plugin } from "vite";

/** Where the app fetches its emoji: from its own host, so that no other is called. */
const FOLDER = "emoji";
/** The app's languages that the data has; in the others emoji have English names. */
const LANGUAGES = ["en", "es", "fr"] as const;
const FILES = ["data.json", "messages.json"] as const;

const { resolve } = createRequire(import.meta.url);

/** The picker does not read most of the data. */
const UNREAD = new Set(["hexcode", "order", "type", "gender", "emoticon", "text"]);

async function read(language: string, file: string): Promise<string> {
  const source = await readFile(resolve(`emojibase-data/${language}/${file}`), "utf8");
  if (file !== "data.json") return source;
  return JSON.stringify(JSON.parse(source), (key, value: unknown) =>
    UNREAD.has(key) ? undefined : value,
  );
}

const all = LANGUAGES.flatMap((language) => FILES.map((file) => ({ language, file })));

/** Serves the emoji of `emojibase-data` with the app. They are fetched when the picker opens. */
export const emojiData: Plugin = {
  name: "parley:emoji-data",
  async generateBundle() {
    for (const { language, file } of all) {
      // One after the other: each is large, and a build is in no hurry.
      // oxlint-disable-next-line no-await-in-loop
      const source = await read(language, file);
      this.emitFile({ type: "asset", fileName: `${FOLDER}/${language}/${file}`, source });
    }
  },
  configureServer(server) {
    server.middlewares.use(`/${FOLDER}`, (request, response, next) => {
      const asked = all.find(({ language, file }) => request.url === `/${language}/${file}`);
      if (asked === undefined) return next();
      response.setHeader("content-type", "application/json");
      read(asked.language, asked.file).then((text) => response.end(text), next);
    });
  },
};
