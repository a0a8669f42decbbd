import type { Page } from "playwright-core";
import { correspond } from "../support/programme.ts";
import { enter } from "./scene.ts";
import type { Scene } from "./scene.ts";

/** Runs an action on a contact: in the row, or in its menu on touch devices. */
async function act(page: Page, person: string, action: string) {
  const row = page.getByRole("tabpanel").getByRole("listitem", { name: person });
  await row.scrollIntoViewIfNeeded();
  await row.hover();
  const direct = row.getByRole("button", { name: action });
  if (await direct.isVisible()) return direct.click();
  await row.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

async function shootDialogs({ page, pair, shoot }: Scene) {
  const { name } = pair.mentee;
  await act(page, name, "Why?");
  await page.getByText("What connects you").waitFor();
  await shoot("contacts-why");
  await page.keyboard.press("Escape");
  await act(page, name, "Block");
  await page.getByRole("dialog").waitFor();
  await shoot("contacts-block");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Add contact" }).click();
  const dialog = page.getByRole("dialog", { name: "Add contact" });
  await dialog.getByRole("textbox").fill("nobody");
  await shoot("contacts-add");
  await dialog.getByRole("button", { name: "Add contact" }).click();
  await dialog.getByRole("alert").waitFor();
  await shoot("contacts-add-problem");
  await page.keyboard.press("Escape");
}

/** The contacts, actions on them, and blocked users. */
export async function shootContacts(scene: Scene): Promise<void> {
  const { page, url, pair, shoot } = scene;
  await enter(scene, pair.mentor.name, "/contacts");
  const rows = page.getByRole("tabpanel").getByRole("listitem");
  await rows.first().waitFor();
  await shoot("contacts");
  await rows.nth(1).hover();
  await shoot("contacts-hovered");
  await shootDialogs(scene);
  const search = page.getByRole("searchbox", { name: "Search contacts" });
  await search.fill("an");
  await shoot("contacts-found");
  await search.fill("nobody of this name");
  await page.getByText("None of your contacts").waitFor();
  await shoot("contacts-nobody-found");
  await search.fill("");
  const mentor = await correspond(url, pair.mentor);
  const { contacts } = await mentor.api.contacts.list.query({});
  const other = contacts.findLast(({ person }) => person.role === "MENTEE");
  if (other === undefined) return;
  await mentor.api.contacts.block.mutate({ userId: other.person.id });
  await page.getByRole("button", { name: "Unblock" }).scrollIntoViewIfNeeded();
  await shoot("contacts-blocked");
  await mentor.api.contacts.unblock.mutate({ userId: other.person.id });
}
