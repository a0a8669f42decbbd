import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";

const places = [
  process.env["CHROMIUM_PATH"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  chromium.executablePath(),
];

/** Path of a Chromium on this machine, or undefined. `CHROMIUM_PATH` overrides it. */
export const chromiumPath = places.find((place) => place !== undefined && existsSync(place));

/** Starts a headless Chromium. */
export function launchChromium(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error("This machine has no Chromium");
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      // A microphone that beeps, and that every page may use.
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
    ],
  });
}
