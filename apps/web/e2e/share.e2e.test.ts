import { expect, test } from "vitest";
import { accessibilityFaults } from "./support/accessibility.ts";
import { eventually } from "./support/eventually.ts";
import { composer, conversationLink, openConversation, person, visit } from "./support/person.ts";
import { conversationWith, correspond, sendAll } from "./support/programme.ts";
import { browserSuite } from "./support/suite.ts";
import { phone } from "./support/touch.ts";

const SHARED = `/share?${new URLSearchParams({
  title: "A talk",
  text: "Worth an hour & more",
  url: "https://example.org/a?b=c",
}).toString()}`;
const TEXT = "A talk\nWorth an hour & more\nhttps://example.org/a?b=c";

browserSuite("sharing", (stage) => {
  test("TCH-4: a shared text becomes the draft of the chosen conversation, after what is there already", async () => {
    const { mentor, mentee } = stage().nextPair();
    const writer = await correspond(stage().server.url, mentee);
    const conversationId = await conversationWith(writer, mentor);
    await sendAll(writer, conversationId, ["Hello"]);
    const { url } = stage().server;
    const { page, faults } = await person(stage().browser, mentor.name, { url, ...phone });
    await page.goto(url + SHARED);
    await page.getByRole("heading", { name: "Share in a conversation" }).waitFor();
    await eventually(() => page.url()).toBe(`${url}/share`);
    await page.getByText("Worth an hour & more").waitFor();
    await conversationLink(page, mentee.name).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await conversationLink(page, mentee.name).tap();
    const field = composer(page, mentee.name);
    await eventually(() => field.inputValue()).toBe(TEXT);
    expect(page.url()).toBe(`${url}/conversations/${conversationId}`);

    await field.fill("My thoughts");
    await page.goto(`${url}/share?text=More`);
    await conversationLink(page, mentee.name).tap();
    await eventually(() => field.inputValue()).toBe("My thoughts\n\nMore");
    await page.goto(`${url}/share`);
    await page.getByText("There is nothing to share.").waitFor();
    await page.getByRole("button", { name: "Go to conversations" }).tap();
    await openConversation(page, mentee.name);
    expect(await field.inputValue()).toBe("My thoughts\n\nMore");
    expect(faults).toEqual([]);
  });

  test("TCH-4: what is shared before the sign-in is there after it, and in no address", async () => {
    const { mentor, mentee } = stage().nextPair();
    const { url } = stage().server;
    const { page } = await visit(stage().browser, { url, path: SHARED });
    await eventually(() => page.url()).toBe(`${url}/share`);
    await page.getByRole("button", { name: new RegExp(`^${mentor.name}`) }).click();
    await conversationLink(page, mentee.name).click();
    await eventually(() => composer(page, mentee.name).inputValue()).toBe(TEXT);
  });

  test("TCH-4: the manifest names the address of what is shared, and icons that exist", async () => {
    const { url } = stage().server;
    const answer = await fetch(`${url}/app.webmanifest`);
    const manifest: unknown = await answer.json();
    expect(manifest).toMatchObject({
      id: "/",
      start_url: "/",
      display: "standalone",
      icons: [{ src: "/favicon.svg" }, { src: "/icon-192.png" }, { src: "/icon-512.png" }, {}],
      share_target: { action: "/share", method: "GET" },
    });
    for (const path of ["/favicon.svg", "/icon-192.png", "/icon-512.png", "/icon-maskable-512.png"])
      expect([path, (await fetch(url + path)).status]).toEqual([path, 200]);
  });
});
