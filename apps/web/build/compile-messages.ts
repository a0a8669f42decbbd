import { pathToFileURL } from "node:url";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import type { Plugin } from "vite";

const CATALOG = /\/src\/(?:.+\/)?messages\/[a-z]{2}\.ts$/;

interface CatalogModule {
  readonly messages: Readonly<Record<string, string>>;
}

/** Compiles the messages of every catalog, so that their parser is not part of the bundle. */
export function compileMessages(): Plugin {
  let edition = 0;
  return {
    name: "parley:compile-messages",
    async load(id) {
      if (!CATALOG.test(id)) return null;
      edition += 1;
      // Every file of this name exports its messages; the query bypasses Node's module cache after an edit.
      const url = `${pathToFileURL(id).href}?${edition}`;
      const { messages } = (await import(url)) as CatalogModule;
      const compiled = Object.entries(messages).map(([key, text]) => [key, compileMessage(text)]);
      const json = JSON.stringify(JSON.stringify(Object.fromEntries(compiled)));
      return `export const messages = JSON.parse(${json});`;
    },
  };
}
