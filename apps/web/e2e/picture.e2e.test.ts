import { expect, test } from "vitest";
import type { Page } from "playwright-core";
import { accessibilityFaults } from "./support/accessibility.ts";
import { eventually } from "./support/eventually.ts";
import { person } from "./support/person.ts";
import { browserSuite } from "./support/suite.ts";

/** A picture that is red on its left side, and blue on the right. */
async function redAndBlue(page: Page) {
  const address = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [400, 200];
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("no canvas");
    context.fillStyle = "red";
    context.fillRect(0, 0, 200, 200);
    context.fillStyle = "blue";
    context.fillRect(200, 0, 200, 200);
    return canvas.toDataURL("image/png");
  });
  const buffer = Buffer.from(address.slice(address.indexOf(",") + 1), "base64");
  return { name: "me.png", mimeType: "image/png", buffer };
}

/** The colours at the left and the right edge of the picture in the form. */
const edges = (page: Page) =>
  page
    .getByRole("group", { name: "Your picture" })
    .locator("img")
    .first()
    .evaluate(async (image: HTMLImageElement) => {
      await image.decode();
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [100, 100];
      const context = canvas.getContext("2d");
      context?.drawImage(image, 0, 0, 100, 100);
      return [5, 95].map((x) => {
        const [red = 0, , blue = 0] = context?.getImageData(x, 50, 1, 1).data ?? [];
        return red > blue ? "red" : "blue";
      });
    });

browserSuite("the picture of a user", (stage) => {
  test("AVA-11: a selected picture is cropped by keyboard or mouse, saved, and removed", async () => {
    const { mentor } = stage().nextPair();
    const { page, faults } = await person(stage().browser, mentor.name, stage().server);
    await page.goto(`${stage().server.url}/settings`);
    await page.locator('input[type="file"]').setInputFiles(await redAndBlue(page));
    await page.getByRole("button", { name: "Save picture" }).waitFor();
    const crop = page.getByRole("button", { name: "Crop", exact: true });
    await crop.click();
    const dialog = page.getByRole("dialog", { name: "Crop the picture" });
    const across = dialog.getByRole("slider", { name: "Left or right" });
    await across.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await across.inputValue()).toBe("50");
    await across.press("Home");
    await dialog.getByRole("slider", { name: "Zoom" }).press("ArrowRight");
    await dialog.getByRole("button", { name: "Use it" }).press("Enter");
    await eventually(() => dialog.count()).toBe(0);
    expect(await crop.evaluate((button) => button === document.activeElement)).toBe(true);
    await eventually(() => edges(page)).toEqual(["red", "red"]);

    await crop.click();
    expect(Number(await across.inputValue())).toBeLessThan(20);
    const stageBox = await dialog.getByRole("group").boundingBox();
    if (stageBox === null) throw new Error("The picture is not shown");
    const middle = stageBox.y + stageBox.height / 2;
    await page.mouse.move(stageBox.x + stageBox.width - 10, middle);
    await page.mouse.down();
    await page.mouse.move(stageBox.x - 300, middle, { steps: 4 });
    await page.mouse.up();
    await eventually(() => across.inputValue()).toBe("100");
    await page.keyboard.press("Escape");
    await eventually(() => dialog.count()).toBe(0);
    expect(await edges(page)).toEqual(["red", "red"]);

    await page.getByRole("button", { name: "Save picture" }).click();
    const remove = page.getByRole("button", { name: "Remove picture" });
    await remove.waitFor();
    await eventually(() => edges(page)).toEqual(["red", "red"]);
    await remove.click();
    await eventually(() => remove.count()).toBe(0);
    expect(faults).toEqual([]);
  });
});
