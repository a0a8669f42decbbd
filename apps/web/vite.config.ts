import tailwind from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import type { Plugin } from "vite";
import { emojiData } from "./bundle/emoji-data.ts";

/** Holds the first paint until the app has run, so that a chosen theme never flashes the other one. */
const renderOnce: Plugin = {
  name: "parley:render-once",
  transformIndexHtml: {
    order: "post",
    handler: (html) => html.replace('<script type="module"', '$& blocking="render"'),
  },
};

export default defineConfig({
  plugins: [react(), tailwind(), renderOnce, emojiData],
  build: {
    manifest: true,
    // The size and content check reads what went into each file from its source map.
    sourcemap: true,
    // A strict content security policy refuses data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Browsers that have light-dark(): every one since May 2024.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
  },
  server: {
    proxy: { "/trpc": { target: "http://127.0.0.1:3000", ws: true } },
  },
});
