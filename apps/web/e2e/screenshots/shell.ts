import { composer, conversationLink, openConversation } from "../support/person.ts";
import { enter } from "./scene.ts";
import type { Scene } from "./scene.ts";

async function shootSettings({ page, url, shoot }: Scene) {
  await page.goto(`${url}/settings`);
  const name = page.getByRole("textbox", { name: "Your name" });
  await name.waitFor();
  await shoot("settings");
  await page.getByRole("radio").last().scrollIntoViewIfNeeded();
  await shoot("settings-end");
  const before = await name.inputValue();
  await name.fill(" ");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").first().waitFor();
  await shoot("settings-problem");
  await name.fill(before);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved").waitFor();
  await shoot("settings-saved");
}

/** The settings, the list of keyboard shortcuts, and addresses without a page. */
export async function shootShell(scene: Scene): Promise<void> {
  const { page, url, pair, shoot } = scene;
  await enter(scene, pair.mentor.name);
  await page.getByRole("main").focus();
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
  await shoot("keyboard");
  await page.keyboard.press("Escape");
  await shootSettings(scene);
  await page.goto(`${url}/nowhere`);
  await page.getByRole("heading", { name: "nothing at this address" }).waitFor();
  await shoot("nothing-here");
  await page.goto(`${url}/conversations/01890a5d-ac96-774b-bcce-b302099a8057`);
  await page.getByText("This conversation is not here").waitFor();
  await shoot("conversation-not-here");
  await page.goto(url);
  await conversationLink(page, pair.mentee.name).waitFor();
  await page.keyboard.press("Tab");
  await shoot("skip-link");
}

/** A newer version of the app, as the browser reports one. */
export async function shootUpdate(scene: Scene): Promise<void> {
  const { page, context, pair, shoot } = scene;
  await context.addInitScript(() => {
    const registration = { waiting: {}, active: {}, addEventListener: () => {} };
    const container = { register: async () => registration, addEventListener: () => {} };
    Object.defineProperty(navigator, "serviceWorker", { value: container });
  });
  await page.reload();
  await enter(scene, pair.mentor.name);
  await conversationLink(page, pair.mentee.name).waitFor();
  await page.getByText("A new version").waitFor();
  await shoot("update");
}

/** Messages written offline, and a page opened offline. */
export async function shootOffline(scene: Scene): Promise<void> {
  const { page, context, pair, shoot } = scene;
  const { name } = pair.mentee;
  await enter(scene, pair.mentor.name);
  await openConversation(page, name);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await context.setOffline(true);
  await page.getByText("You are offline").waitFor();
  await composer(page, name).fill("Written on the train.");
  await page.getByRole("button", { name: "Send" }).click();
  const waiting = page.getByRole("log").getByText("Sending");
  await waiting.waitFor();
  await composer(page, name).fill("And more\nthan one line.");
  await shoot("offline");
  await page.reload();
  await waiting.waitFor();
  await shoot("offline-opened");
  await context.setOffline(false);
}
