import type { Scene } from "./scene.ts";

/** The settings of notifications in any language: elements are found by role. */
export async function shootNotifications({ page, url, pair, shoot }: Scene): Promise<void> {
  await page.getByRole("button", { name: pair.mentor.name }).click();
  await page.getByRole("tab").first().waitFor();
  await page.goto(`${url}/settings/notifications`);
  const days = page.getByRole("listitem").getByRole("checkbox");
  await days.first().waitFor();
  await shoot("notifications");
  // Only those of days are there at first.
  await days.nth(0).check();
  await page.getByRole("button").last().waitFor();
  const zone = page.getByRole("combobox").last();
  await zone.scrollIntoViewIfNeeded();
  await shoot("notifications-hours");
  await zone.fill("kath");
  await page.getByRole("listbox").getByRole("option").first().waitFor();
  await shoot("notifications-zones");
  await page.getByRole("listbox").getByRole("option").first().click();
  await page.getByRole("radio").last().scrollIntoViewIfNeeded();
  await shoot("notifications-content");
  await page.getByRole("switch").last().scrollIntoViewIfNeeded();
  await shoot("notifications-end");
}
