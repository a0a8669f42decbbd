// @vitest-environment happy-dom
import { createDemoServer, withNoah } from "@parley/client/testing";
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { simulateLayout } from "../../testing/index.tsx";
import { renderWithMessaging } from "../../testing/render-page.tsx";
import { ChatWindow } from "./chat-window.tsx";

let takeHeights: () => void;
beforeEach(() => {
  takeHeights = simulateLayout();
});
afterEach(() => {
  cleanup();
  takeHeights();
  vi.unstubAllGlobals();
});

/** The browser's models: what they detect, whether they can translate, and their downloads. */
function stubTranslator({
  language = "de",
  availability = "available",
  confidence = 0.9,
  fails = false,
  isDownloaded = false,
} = {}) {
  const monitors: EventTarget[] = [];
  const translated: string[] = [];
  const { promise: downloaded, resolve: finish } = Promise.withResolvers<void>();
  vi.stubGlobal("LanguageDetector", {
    availability: async () => (isDownloaded ? "available" : "downloadable"),
    create: async () => ({ detect: async () => [{ detectedLanguage: language, confidence }] }),
  });
  vi.stubGlobal("Translator", {
    availability: async () => availability,
    async create({ monitor }: { monitor: (target: EventTarget) => void }) {
      const target = new EventTarget();
      monitor(target);
      monitors.push(target);
      if (availability === "downloadable") await downloaded;
      return {
        async translate(text: string) {
          if (fails) throw new Error("the model has crashed");
          translated.push(text);
          return `translated: ${text}`;
        },
      };
    },
  });
  const load = (loaded: number) =>
    act(() => {
      for (const target of monitors)
        target.dispatchEvent(Object.assign(new Event("downloadprogress"), { loaded }));
    });
  return { translated, load, finish };
}

let count = 0;
/** Each message is another one: translations are kept while the page is open. */
async function openMenu(body = `Sehr gut, Nummer ${(count += 1)}!`) {
  const server = createDemoServer();
  server.receive(withNoah, body);
  renderWithMessaging(<ChatWindow conversationId={withNoah} />, server);
  const message = await screen.findByText(body);
  const row = message.closest<HTMLElement>("[data-seq], .parley-row, li, [role='article']");
  fireEvent.click(
    within(row ?? document.body)
      .getAllByRole("button", { name: "More" })
      .at(-1) ?? message,
  );
  return { server, menu: await screen.findByRole("menu"), body };
}
const translate = (menu: HTMLElement) =>
  fireEvent.click(within(menu).getByRole("menuitem", { name: "Translate" }));

test("TRL-1: a message of another user is translated below its text, which stays, and the translation can be hidden", async () => {
  const { translated } = stubTranslator();
  const { menu, body, server } = await openMenu();
  translate(menu);
  await screen.findByText(`translated: ${body}`);
  await screen.findByText("Translated from German on this device");
  expect(screen.getByText(body)).toBeDefined();
  expect(translated).toEqual([body]);
  // Nothing is sent.
  expect(server.calls.some(({ input }) => JSON.stringify(input ?? "").includes(body))).toBe(false);
  fireEvent.click(screen.getByRole("button", { name: "Hide translation" }));
  expect(screen.queryByText(`translated: ${body}`)).toBeNull();
});

test("TRL-1: the download of a language model is shown", async () => {
  const { load, finish } = stubTranslator({ availability: "downloadable" });
  const { menu, body } = await openMenu();
  translate(menu);
  await screen.findByText("Translating…");
  await waitFor(() => {
    load(0.4);
    expect(screen.getByText("The browser is downloading a language model: 40%")).toBeDefined();
  });
  finish();
  await screen.findByText(`translated: ${body}`);
});

test.each([
  [{ language: "en" }, "This message is already in English."],
  [{ availability: "unavailable" }, "This browser cannot translate from German."],
  [{ confidence: 0.2 }, "The language of this message was not recognised."],
  [{ language: "und" }, "The language of this message was not recognised."],
  [{ fails: true }, "The translation failed. Try again later."],
])("TRL-2: what cannot be translated is said in words (%j)", async (scene, words) => {
  stubTranslator(scene);
  const { menu } = await openMenu();
  translate(menu);
  await screen.findByText(words);
});

test("TRL-2: without the browser's translator nothing is offered", async () => {
  const { menu } = await openMenu();
  expect(within(menu).queryByRole("menuitem", { name: "Translate" })).toBeNull();
});

test("TRL-2: what is in the language of the page already is not offered for translation, if the browser can tell without a download", async () => {
  stubTranslator({ language: "en", isDownloaded: true });
  const { menu } = await openMenu();
  // The menu was opened before the language was known. Opening it again changes the page, which would end each wait at once.
  await vi.waitFor(() => {
    fireEvent.keyDown(menu, { key: "Escape" });
    fireEvent.click(screen.getAllByRole("button", { name: "More" }).at(-1) ?? menu);
    expect(screen.queryByRole("menuitem", { name: "Translate" })).toBeNull();
    expect(screen.queryByRole("menuitem", { name: "Copy text" })).not.toBeNull();
  }, 20_000);
});
