import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { mailLanguages } from "../content.ts";
import { renderNotification, renderRefusal } from "../render.ts";
import { samples } from "./samples.ts";

/*
 * Screenshots of every mail, in `shots/`: in each language, at the width of a phone and of a window, light and dark.
 * `pnpm --filter @parley/mail shots`, with Chromium at CHROMIUM_PATH.
 */

const folder = fileURLToPath(new URL("../../shots/", import.meta.url));
mkdirSync(folder, { recursive: true });

const options = {
  programmeName: "Bright Futures",
  unsubscribeUrl: "https://parley.example/mail/unsubscribe?token=example",
};

const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});

for (const language of mailLanguages) {
  const mails = new Map(
    samples(language).map(([name, content]) => [
      name as string,
      renderNotification(content, { ...options, acceptsReply: name === "direct" }),
    ]),
  );
  mails.set("refusal", renderRefusal({ reason: "empty", text: "👍", language }, options));
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [390, 800]) {
      const context = await browser.newContext({ viewport: { width, height: 600 }, colorScheme });
      const page = await context.newPage();
      for (const [name, mail] of mails) {
        await page.setContent(mail.html);
        const path = `${folder}${name}-${language}-${width}-${colorScheme}.png`;
        await page.screenshot({ path, fullPage: true });
        writeFileSync(`${folder}${name}-${language}.txt`, `${mail.subject}\n\n${mail.text}`);
      }
      await context.close();
    }
  }
}
await browser.close();
