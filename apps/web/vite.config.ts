import { fileURLToPath } from "node:url";
import tailwind from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defaultClientConditions, defineConfig } from "vite";
import type { Plugin } from "vite";
import { emojiData } from "./bundle/emoji-data.ts";
import { compileMessages } from "./build/compile-messages.ts";
import { compressFiles } from "./build/compress-files.ts";
import { chunksOf } from "./build/first-load-chunks.ts";
import { offlineShell, WORKER_FILE } from "./build/offline-shell.ts";

/** Blocks the first paint until the app has run, so that the page never flashes in another theme. */
const renderOnce: Plugin = {
  name: "parley:render-once",
  transformIndexHtml: {
    order: "post",
    handler: (html) => html.replaceAll('<script type="module"', '$& blocking="render"'),
  },
};

const source = (path: string) => fileURLToPath(new URL(`src/${path}`, import.meta.url));
const components = (path: string) => source(`../../../packages/react/src/${path}`);

/** A signed-in user needs these next, and everyone else after the sign-in. */
const preloadSignedIn: Plugin = {
  name: "parley:preload-signed-in",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler: (_html, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((file) => /^assets\/signed-in-.+\.(js|css)$/.test(file))
        .toSorted()
        .map((file) => ({
          tag: "link",
          injectTo: "head" as const,
          attrs: {
            ...(file.endsWith(".js") ? { rel: "modulepreload" } : { rel: "preload", as: "style" }),
            crossorigin: true,
            // After what shows the outlines of the page.
            fetchpriority: "low",
            href: `/${file}`,
          },
        })),
  },
};

export default defineConfig({
  // The packages of this repository are used as TypeScript.
  resolve: { conditions: ["source", ...defaultClientConditions] },
  plugins: [
    react(),
    tailwind(),
    compileMessages(),
    renderOnce,
    preloadSignedIn,
    emojiData,
    offlineShell(),
    compressFiles(),
  ],
  build: {
    manifest: true,
    // The check of sizes and contents reads each file's modules from its source map.
    sourcemap: true,
    // A strict content security policy refuses data: URLs.
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // Lazy parts need few files that are not loaded already, and long lists of them would be transferred too.
      resolveDependencies: (file, dependencies, { hostType }) =>
        hostType === "html" || file.includes("signed-in") ? dependencies : [],
    },
    rolldownOptions: {
      input: { index: "index.html", worker: "worker/worker.ts" },
      // No module here has side effects on import.
      treeshake: { propertyReadSideEffects: false, unknownGlobalSideEffects: false },
      output: {
        codeSplitting: {
          groups: chunksOf({
            starts: [
              { name: "first-texts", entries: [source("i18n/first-texts.ts")] },
              { name: "start", entries: [source("main.tsx")] },
              {
                name: "signed-in",
                entries: [
                  source("signed-in/signed-in-app.tsx"),
                  // What every page needs a moment later: a file of its own would cost more in headers.
                  components("screens/chat/chat-frame.tsx"),
                  components("screens/page/page-keys.tsx"),
                  components("screens/page/nothing-chosen.tsx"),
                ],
              },
            ],
            face: components("index.ts"),
          }),
        },
        entryFileNames: ({ name }) => (name === "worker" ? WORKER_FILE : "assets/[name]-[hash].js"),
      },
    },
    // Browsers that have light-dark(): every one since May 2024.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
  },
  server: {
    proxy: {
      "/trpc": { target: "http://127.0.0.1:3000", ws: true },
      "/sign-in/": { target: "http://127.0.0.1:3000" },
    },
  },
});
