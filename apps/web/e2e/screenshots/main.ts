import type { Scene } from "./scene.ts";

/** The main screens in any language: elements are found by users' names and by role. */
export async function shootMain({ page, url, pair, shoot }: Scene): Promise<void> {
  await page.getByRole("button", { name: pair.mentor.name }).waitFor();
  await shoot("sign-in");
  await page.getByRole("button", { name: pair.mentor.name }).click();
  const link = page.getByRole("listitem").getByRole("link", { name: pair.mentee.name });
  await link.waitFor();
  await shoot("list");
  await link.hover();
  await link.press("ContextMenu");
  await page.getByRole("menu").waitFor();
  await shoot("list-menu");
  await page.keyboard.press("Escape");
  await link.click();
  await page.getByRole("article").last().waitFor();
  await shoot("conversation");
  await page.getByRole("article").last().focus();
  await page.keyboard.press("ArrowUp");
  await shoot("conversation-focused");
  await page.goto(`${url}/contacts`);
  const contact = page.getByRole("tabpanel").getByRole("listitem").first();
  await contact.waitFor();
  await contact.hover();
  await shoot("contacts");
  await page.goto(url);
  await page.getByRole("searchbox").fill("week");
  await page.locator("[aria-busy=false] mark").first().waitFor();
  await shoot("search");
  await page.goto(`${url}/settings`);
  await page.getByRole("switch").first().waitFor();
  await shoot("settings");
  await page.goto(url);
  await page.getByRole("tab").first().waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("listitem").first().waitFor();
  await shoot("finder");
}
