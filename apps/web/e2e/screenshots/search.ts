import { openConversation } from "../support/person.ts";
import { enter } from "./scene.ts";
import type { Scene } from "./scene.ts";

async function shootSwitcher({ page, shoot }: Scene) {
  await page.getByRole("button", { name: "New conversation" }).click();
  await page.getByRole("option").first().waitFor();
  await shoot("switcher");
  const field = page.getByRole("combobox", { name: "Search people and conversations" });
  await field.fill("ma");
  await page.getByRole("option").first().waitFor();
  await field.press("ArrowDown");
  await shoot("switcher-found");
  await field.fill("nobody of this name");
  await page.getByText("Nobody and nothing").waitFor();
  await shoot("switcher-nobody");
  await page.keyboard.press("Escape");
}

/** The search in messages, and the quick switcher. */
export async function shootSearch(scene: Scene): Promise<void> {
  const { page, pair, shoot } = scene;
  await enter(scene, pair.mentor.name);
  await shootSwitcher(scene);
  const field = page.getByRole("searchbox", { name: "Search messages" });
  await field.fill("a");
  await page.getByText("Write at least").waitFor();
  await shoot("search-short");
  await field.fill("week");
  const results = page.getByRole("list", { name: "Search results" });
  await results.getByRole("link").first().waitFor();
  await shoot("search");
  await field.fill("nothing of the kind");
  await page.getByText("Nothing found for").waitFor();
  await shoot("search-nothing-found");
  await field.fill("week");
  await results.getByRole("link").first().click();
  await page.getByRole("log").waitFor();
  await shoot("search-hit-opened");
  await page.goto(scene.url);
  await openConversation(page, pair.mentee.name);
}
