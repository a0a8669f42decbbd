import type { Page } from "playwright-core";
import type { Stage } from "./suite.ts";

/** In a browser that stores the app. */
export const keeping = (server: Stage["server"]) => ({
  ...server,
  serviceWorkers: "allow" as const,
});

/** Whether the browser has stored the app and the data of the screen, with a text in it. */
export const isKept = (page: Page, text: string) =>
  page.evaluate(async (wanted) => {
    const registration = await navigator.serviceWorker.getRegistration();
    if (registration?.active?.state !== "activated") return false;
    const databases = await indexedDB.databases();
    if (!databases.some(({ name }) => name === "parley-kept")) return false;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const opening = indexedDB.open("parley-kept");
    opening.addEventListener("success", () => {
      const reading = opening.result.transaction("screens").objectStore("screens").getAll();
      reading.addEventListener("success", () => {
        opening.result.close();
        resolve(JSON.stringify(reading.result).includes(wanted));
      });
    });
    return promise;
  }, text);
