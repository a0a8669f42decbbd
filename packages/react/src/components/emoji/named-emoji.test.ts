// @vitest-environment happy-dom
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { afterEach, expect, test, vi } from "vitest";
import { keepRecent, keepTone, readEmojiChoices } from "./emoji-choices.ts";
import { findEmoji, loadEmoji } from "./named-emoji.ts";

const { resolve } = createRequire(import.meta.url);

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

/** Serves the files of `emojibase-data` at "/emoji", except for some. */
function serve(missing = "") {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    const path = url.replace(/^\/\w+\//u, "");
    if (missing !== "" && path.includes(missing)) return new Response("", { status: 404 });
    return new Response(await readFile(resolve(`emojibase-data/${path}`), "utf8"));
  });
  return asked;
}

const found = async (text: string, locale = "en-GB", folder = "/emoji") =>
  findEmoji(await loadEmoji(folder, locale), text, 7).map(({ emoji }) => emoji);

test("EMO-1: emoji are found by the names of other messengers, and by their words in the user's language", async () => {
  const asked = serve();
  expect((await found("thumbsup"))[0]).toBe("👍");
  expect((await found("+1"))[0]).toBe("👍");
  expect((await found("tada"))[0]).toBe("🎉");
  expect((await found("heart"))[0]).toBe("❤️");
  expect(await found("grinning_face")).toContain("😀");
  expect(await found("corazón rojo", "es")).toContain("❤️");
  expect(await found("coeur", "fr-CA")).toContain("❤️");
  expect(await found("thumbsup", "fr")).toContain("👍");
  expect(await found("qqqq")).toEqual([]);
  expect(await found("--")).toEqual([]);
  // Each file once.
  expect(asked).toHaveLength(new Set(asked).size + 2);
});

test("EMO-1: without the data of a language or the other names, the rest works", async () => {
  serve("fi/data.json");
  expect(await found("heart", "fi", "/a")).toContain("❤️");
  serve("shortcodes");
  expect(await found("heart", "en", "/b")).toContain("❤️");
  serve("data.json");
  await expect(loadEmoji("/c", "en")).rejects.toThrow("/c/en/data.json: 404");
  // It is fetched again.
  serve();
  expect(await found("heart", "en", "/c")).toContain("❤️");
});

test("EMO-2: the last emoji are first, each once, and bad storage is none", () => {
  for (const emoji of "😀 😃 😄 😁 😆 😅 😂 🙂 🙃 😀".split(" ")) keepRecent(emoji);
  keepTone("medium");
  expect(readEmojiChoices()).toEqual({
    recent: "😀 🙃 🙂 😂 😅 😆 😁 😄".split(" "),
    tone: "medium",
  });
  for (const bad of ["no json", "null", "[]", '{"recent":1,"tone":"blue"}', '{"recent":[1]}']) {
    localStorage.setItem("parley.emoji", bad);
    expect(readEmojiChoices(), bad).toEqual({ recent: [], tone: "none" });
  }
});
