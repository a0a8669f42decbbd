import { openConversation } from "../support/person.ts";
import { enter } from "./scene.ts";
import type { Scene } from "./scene.ts";

async function shootDialog({ page, shoot }: Scene) {
  await page.getByRole("button", { name: "New conversation" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("listitem").first().waitFor();
  await shoot("finder");
  const field = dialog.getByRole("searchbox");
  await field.fill("ma");
  await dialog.getByRole("list", { name: "Search results" }).waitFor();
  await field.press("ArrowDown");
  await shoot("finder-found");
  await field.fill("from:");
  await dialog.getByRole("list", { name: "From" }).waitFor();
  await shoot("finder-operator");
  await field.fill("after:yesterdy");
  await dialog.getByText("is not a date").waitFor();
  await shoot("finder-no-date");
  await field.fill("nothing of the kind");
  await dialog.getByText("Nothing found for").waitFor();
  await shoot("finder-nothing-found");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
}

/** The search, above the lists and in its dialog. */
export async function shootSearch(scene: Scene): Promise<void> {
  const { page, pair, shoot } = scene;
  await enter(scene, pair.mentor.name);
  await shootDialog(scene);
  const field = page.getByRole("searchbox", { name: "Search messages" });
  await field.fill("a");
  await page.getByText("Write at least").waitFor();
  await shoot("search-short");
  await field.fill("week");
  const results = page.getByRole("list", { name: "Search results" });
  await results.getByRole("link").first().waitFor();
  await shoot("search");
  await field.fill("from:me week");
  await page.getByRole("button", { name: "Remove the filter From: You" }).waitFor();
  await page.getByRole("status").filter({ hasText: "message" }).waitFor();
  await shoot("search-filtered");
  await page.keyboard.press("Escape");
  await field.fill("nothing of the kind");
  await page.getByText("Nothing found for").waitFor();
  await shoot("search-nothing-found");
  await field.fill("week");
  await results.getByRole("link").first().click();
  await page.getByRole("log").waitFor();
  await shoot("search-hit-opened");
  await page.goto(scene.url);
  await field.focus();
  await page.getByRole("list", { name: "Recent searches" }).waitFor();
  await shoot("search-recent");
  await page.goto(scene.url);
  await openConversation(page, pair.mentee.name);
}
