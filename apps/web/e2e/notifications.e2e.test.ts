import { createECDH, randomBytes } from "node:crypto";
import { everyDay } from "@parley/contract/weekdays";
import { createServer } from "node:http";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { expectClean } from "./support/accessibility.ts";
import { eventually } from "./support/eventually.ts";
import {
  composer,
  conversationLink,
  messagesWith,
  openConversation,
  person,
  signOut,
} from "./support/person.ts";
import type { Someone } from "./support/person.ts";
import { conversationWith, correspond, sendAll } from "./support/programme.ts";
import { browserSuite } from "./support/suite.ts";
import type { Stage } from "./support/suite.ts";

interface Shown {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  readonly data: unknown;
}

declare global {
  // Set by the script below: all notifications, those of the worker that are open, and how often permission was asked for.
  var recorded: { shown: string[]; open: Shown[]; asked: number };
}

/** Records notifications in place of showing them: a headless browser has no system that would. */
const record = () => {
  globalThis.recorded = { shown: [], open: [], asked: 0 };
  const { recorded } = globalThis;
  const Native = Notification;
  const note = (title: string, { body = "" }: NotificationOptions = {}) =>
    recorded.shown.push(`${title}: ${body}`);
  const recording = class extends EventTarget {
    static get permission() {
      return Native.permission;
    }
    static requestPermission() {
      recorded.asked += 1;
      return Native.requestPermission();
    }
    tag = "";
    constructor(title: string, options: NotificationOptions = {}) {
      super();
      this.tag = options.tag ?? "";
      note(title, options);
    }
    close() {}
  };
  Object.defineProperty(globalThis, "Notification", { value: recording });
  Object.assign(ServiceWorkerRegistration.prototype, {
    async showNotification(title: string, options: NotificationOptions = {}) {
      const { body = "", tag = "", data } = options;
      note(title, options);
      recorded.open = [
        ...recorded.open.filter((each) => each.tag !== tag),
        { title, body, tag, data },
      ];
    },
    getNotifications: async () =>
      recorded.open.map((shown) => ({
        ...shown,
        close: () => (recorded.open = recorded.open.filter((each) => each !== shown)),
      })),
  });
};

/** The keys of a browser's subscription. */
function createBrowserKeys() {
  const pair = createECDH("prime256v1");
  const p256dh = pair.generateKeys("base64url", "uncompressed");
  return { p256dh, auth: randomBytes(16).toString("base64url") };
}

/** Subscribes without a push service, which a test does not have. */
const subscribeTo = (keys: { p256dh: string; auth: string }) => {
  const subscription = {
    toJSON: () => ({ endpoint: `https://push.example.org/${keys.auth}`, keys }),
    unsubscribe: async () => {
      localStorage.removeItem("test.subscribed");
      return true;
    },
  };
  Object.assign(PushManager.prototype, {
    async subscribe() {
      localStorage.setItem("test.subscribed", "yes");
      return subscription;
    },
    getSubscription: async () =>
      localStorage.getItem("test.subscribed") === null ? null : subscription,
  });
};

/** Delivers push messages to the worker of a browser, as its push service does. */
async function createPushes({ page, context }: Someone) {
  const [worker] = context.serviceWorkers();
  if (worker === undefined) throw new Error("no worker runs");
  // As texts: the types of this file know no worker's scope.
  await worker.evaluate(`self.shown = []; registration.showNotification = async (title, { body }) => {
    self.shown.push(title + ": " + body);
  }`);
  const session = await context.newCDPSession(page);
  const registered = Promise.withResolvers<string>();
  session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations: [first] }) => {
    if (first !== undefined) registered.resolve(first.registrationId);
  });
  await session.send("ServiceWorker.enable");
  const registrationId = await registered.promise;
  const { origin } = new URL(page.url());
  const push = async (payload: object) => {
    const data = JSON.stringify(payload);
    await session.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data });
  };
  return Object.assign(push, { shown: () => worker.evaluate<string[]>("self.shown") });
}

const shownIn = (page: Page) => page.evaluate(() => globalThis.recorded.shown);

/** Makes a page believe that another program is in front of it: headless pages are always in the foreground. */
const toBackground = (page: Page) =>
  page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { configurable: true, value: "hidden" });
    document.hasFocus = () => false;
    document.dispatchEvent(new Event("visibilitychange"));
    window.dispatchEvent(new Event("blur"));
  });

const toForeground = (page: Page) =>
  page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { configurable: true, value: "visible" });
    document.hasFocus = () => true;
    document.dispatchEvent(new Event("visibilitychange"));
    window.dispatchEvent(new Event("focus"));
  });

const iconOf = (page: Page) =>
  page
    .locator('link[rel="icon"]')
    .evaluate((link) => (link instanceof HTMLLinkElement ? link.href : ""));

/** A mentor in a browser that may notify, and has recorded notifications switched on. */
async function notified(stage: Stage, name: string, isOn = true): Promise<Someone> {
  const someone = await person(stage.browser, name, { ...stage.server, isForOneTest: true });
  await someone.context.grantPermissions(["notifications"]);
  await someone.context.addInitScript(record);
  if (isOn) await someone.page.evaluate(() => localStorage.setItem("parley.notifications", "on"));
  await someone.page.reload();
  await someone.page.getByRole("tab", { name: "Conversations" }).waitFor();
  return someone;
}

/** A mentor in a browser with the app's worker that may notify, before a script of the test has run there. */
async function withWorker(stage: Stage, name: string): Promise<Someone> {
  const someone = await person(stage.browser, name, { ...stage.server, serviceWorkers: "allow" });
  await someone.context.grantPermissions(["notifications"]);
  await someone.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  return someone;
}

/** Another tab of the same browser, signed in as the same user. */
async function secondTab({ page, context }: Someone): Promise<Page> {
  const session = await page.evaluate(() => sessionStorage.getItem("parley.session") ?? "");
  const tab = await context.newPage();
  await tab.goto(new URL("/healthz", page.url()).href);
  await tab.evaluate((kept) => sessionStorage.setItem("parley.session", kept), session);
  await tab.goto(page.url());
  await tab.getByRole("tab", { name: "Conversations" }).waitFor();
  return tab;
}

/** Waits until a page is live, and the part that notifies is loaded: that comes after the page. */
async function readyToNotify(page: Page, tabs = 1) {
  await page.getByRole("list", { name: "Conversations" }).getByRole("link").first().waitFor();
  const taking = async () => {
    const { held = [], pending = [] } = await navigator.locks.query();
    return [...held, ...pending].filter(({ name }) => name?.startsWith("parley-notifier:")).length;
  };
  await eventually(() => page.evaluate(taking)).toBe(tabs);
}

browserSuite("notifications", (stage) => {
  test("NTFS-1, NTFS-3, NTFS-9: of two tabs in the background one notifies, both name the sender in their titles, and reading ends it", async () => {
    const { mentor, mentee } = stage().nextPair();
    const writer = await correspond(stage().server.url, mentee);
    const conversationId = await conversationWith(writer, mentor);
    const reader = await notified(stage(), mentor.name);
    const tabs = [reader.page, await secondTab(reader)];
    await readyToNotify(reader.page, 2);
    for (const tab of tabs) await toBackground(tab);
    await sendAll(writer, conversationId, ["Are you there?", "It is about Monday."]);
    const shown = async () => (await Promise.all(tabs.map(shownIn))).flat();
    await eventually(shown).toContain(`${mentee.name}: It is about Monday.`);
    expect((await shown()).filter((text) => text.endsWith("Monday."))).toHaveLength(1);
    for (const tab of tabs) {
      await eventually(() => tab.title()).toMatch(
        new RegExp(`^\\(\\d+\\) ${mentee.name} wrote · Parley$`),
      );
      await eventually(() => iconOf(tab)).toMatch(/^data:image/);
    }
    await toForeground(reader.page);
    await openConversation(reader.page, mentee.name);
    for (const tab of tabs) await eventually(() => tab.title()).not.toContain("wrote");
    expect(reader.faults).toEqual([]);
  });

  test("NTFS-2: a muted conversation, a page in the foreground, and quiet hours cause no notification", async () => {
    const { mentor, mentee } = stage().nextPair();
    const writer = await correspond(stage().server.url, mentee);
    const own = await correspond(stage().server.url, mentor);
    const conversationId = await conversationWith(writer, mentor);
    const reader = await notified(stage(), mentor.name);
    const { page } = reader;
    await readyToNotify(page);
    const row = conversationLink(page, mentee.name);
    await sendAll(writer, conversationId, ["In the foreground"]);
    await row.getByText("In the foreground").waitFor();
    await own.api.conversations.setPreferences.mutate({
      conversationId,
      mutedUntil: "2999-01-01T00:00:00.000Z",
    });
    await row.getByText("Muted").waitFor();
    await toBackground(page);
    await sendAll(writer, conversationId, ["Muted now"]);
    await row.getByText("Muted now").waitFor();
    await own.api.conversations.setPreferences.mutate({ conversationId, mutedUntil: null });
    await row.getByText("Muted", { exact: true }).waitFor({ state: "detached" });
    await sendAll(writer, conversationId, ["Heard"]);
    await eventually(() => shownIn(page)).toContain(`${mentee.name}: Heard`);
    expect(await shownIn(page)).toEqual([`${mentee.name}: Heard`]);

    const allDay = { from: "00:00", until: "24:00" };
    await own.api.notifications.updateSettings.mutate({ quietHours: everyDay(allDay) });
    await page.reload();
    await readyToNotify(page);
    await toBackground(page);
    await sendAll(writer, conversationId, ["At night"]);
    await row.getByText("At night").waitFor();
    await eventually(() => page.title()).toContain("wrote");
    expect(await shownIn(page)).toEqual([]);
    // The mentor is in the pairs of other tests too.
    await own.api.notifications.updateSettings.mutate({ quietHours: everyDay(null) });
  });

  test("NTFS-6, NTFS-5: a notification of the worker opens its conversation in the tab of its user, and is closed once that is read", async () => {
    const { mentor, mentee } = stage().nextPair();
    const writer = await correspond(stage().server.url, mentee);
    const conversationId = await conversationWith(writer, mentor);
    const reader = await withWorker(stage(), mentor.name);
    const { page, context } = reader;
    await context.addInitScript(record);
    await page.evaluate(() => localStorage.setItem("parley.notifications", "on"));
    await page.reload();
    await readyToNotify(page);
    // What arrives while a stored screen is brought up to date may come with it, and is no news.
    await sendAll(writer, conversationId, ["Before"]);
    await conversationLink(page, mentee.name).getByText("Before").waitFor();
    await toBackground(page);
    await sendAll(writer, conversationId, ["From the worker"]);
    const open = () =>
      page.evaluate(() => globalThis.recorded.open.map(({ title, body }) => `${title}: ${body}`));
    await eventually(open).toEqual([`${mentee.name}: From the worker`]);
    const data = await page.evaluate(() => globalThis.recorded.open[0]?.data);
    const [worker] = context.serviceWorkers();
    if (worker === undefined) throw new Error("no worker runs");
    // As a text: the types of this file know no worker's scope. An event that is no user's has no time of its own.
    await worker.evaluate(`dispatchEvent(Object.assign(new ExtendableEvent("notificationclick"), {
      notification: { close() {}, data: ${JSON.stringify(data)} },
      waitUntil() {},
    }))`);
    await messagesWith(page, mentee.name).getByText("From the worker").waitFor();
    await page.goBack();
    await messagesWith(page, mentee.name).waitFor({ state: "detached" });
    await sendAll(writer, conversationId, ["Read elsewhere"]);
    await eventually(open).toEqual([`${mentee.name}: Read elsewhere`]);
    const own = await correspond(stage().server.url, mentor);
    const { lastSeq } = await own.api.conversations.get.query({ conversationId });
    await own.api.messages.markRead.mutate({ conversationId, seq: lastSeq });
    await eventually(open).toEqual([]);
  });

  test("PUSH-15, PUSH-17, PUSH-18: a browser that its user subscribed shows what the server says is unread, until they sign out", async () => {
    const { mentor, mentee } = stage().nextPair();
    const writer = await correspond(stage().server.url, mentee);
    const conversationId = await conversationWith(writer, mentor);
    const reader = await withWorker(stage(), mentor.name);
    const { page, context } = reader;
    await context.addInitScript(subscribeTo, createBrowserKeys());
    await page.goto(`${stage().server.url}/settings/notifications`);
    const here = page.getByRole("switch", { name: "This browser, while Parley is closed" });
    await here.click();
    await eventually(() => here.getAttribute("aria-checked")).toBe("true");
    const push = await createPushes(reader);
    // No page is open.
    const address = page.url();
    await page.goto("about:blank");
    await sendAll(writer, conversationId, ["While you were away"]);
    await push({ kind: "unread", conversationId });
    const away = expect.stringMatching(new RegExp(`^${mentee.name}: .*While you were away$`, "s"));
    await eventually(() => push.shown()).toEqual([away]);
    await page.goto(address);
    await eventually(() => here.getAttribute("aria-checked")).toBe("true");
    await signOut(page);
    await eventually(() => page.evaluate(() => localStorage.getItem("test.subscribed"))).toBeNull();
    await push({ kind: "test" });
    await push({ kind: "unread", conversationId });
    expect(await push.shown()).toEqual([away]);
  });

  test("NTFS-7, NTFS-10: permission is asked for only when notifications are switched on in the settings", async () => {
    const { mentor } = stage().nextPair();
    const reader = await notified(stage(), mentor.name, false);
    const { page } = reader;
    const asked = () => page.evaluate(() => globalThis.recorded.asked);
    await readyToNotify(page);
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("link", { name: "Notifications" }).click();
    const shows = page.getByRole("switch", { name: "Notifications of your system" });
    await shows.waitFor();
    expect(await asked()).toBe(0);
    await shows.click();
    await eventually(() => shows.getAttribute("aria-checked")).toBe("true");
    expect(await asked()).toBe(1);
    const sounds = ["Sound of direct messages", "Sound of messages in groups"];
    const isOn = (name: string) => page.getByRole("switch", { name }).getAttribute("aria-checked");
    expect(await Promise.all(sounds.map(isOn))).toEqual(["true", "false"]);
    // The zone of the browser was stored for a user who had none.
    const own = await correspond(stage().server.url, mentor);
    const zone = await page.evaluate(() => new Intl.DateTimeFormat().resolvedOptions().timeZone);
    expect((await own.api.notifications.settings.query()).settings.timeZone).toBe(zone);
    expect(reader.faults).toEqual([]);
  });

  test("NTFS-11, NTFS-12: the settings are changed by keyboard alone, stay after a reload, and have no accessibility faults", async () => {
    const { mentor } = stage().nextPair();
    const { page } = await person(stage().browser, mentor.name, {
      ...stage().server,
      viewport: { width: 390, height: 844 },
      reducedMotion: "reduce",
    });
    await page.goto(`${stage().server.url}/settings/notifications`);
    const direct = page.getByRole("combobox", { name: "Direct messages" });
    await direct.focus();
    await page.keyboard.type("Never");
    const monday = page.getByRole("checkbox", { name: "Monday", exact: true });
    await monday.focus();
    await page.keyboard.press("Space");
    const until = page
      .getByRole("textbox", { name: "Monday, until" })
      .or(page.getByLabel("Monday, until"));
    await until.fill("21:00");
    await page.getByText("Quiet hours cannot end when they begin.").waitFor();
    await until.fill("06:30");
    await page.getByRole("button", { name: "Use these hours for every day" }).focus();
    await page.keyboard.press("Enter");
    const zone = page.getByRole("combobox", { name: "Time zone" });
    await zone.focus();
    await zone.fill("kath");
    await page.getByRole("listbox").getByRole("option", { name: "Asia/Kath" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("radio", { name: "Names only" }).focus();
    await page.keyboard.press("Space");
    await expectClean(page, "notification settings");

    const own = await correspond(stage().server.url, mentor);
    const stored = async () => (await own.api.notifications.settings.query()).settings;
    const night = { from: "21:00", until: "06:30" };
    await eventually(stored).toMatchObject({
      direct: "off",
      content: "name-only",
      timeZone: expect.stringMatching(/^Asia.Kathmandu/),
      quietHours: { monday: night, sunday: night },
    });
    await page.reload();
    await eventually(() => direct.inputValue()).toBe("off");
    expect(await page.getByLabel("Sunday, until").inputValue()).toBe("06:30");
    expect(await zone.inputValue()).toMatch(/^Asia.Kathmandu/);
  });

  test("NTFS-12: settings that cannot be loaded or saved say so, and are tried again", async () => {
    const { mentor } = stage().nextPair();
    const reader = await person(stage().browser, mentor.name, {
      ...stage().server,
      isForOneTest: true,
    });
    const { page } = reader;
    const shows = page.getByRole("combobox", { name: "Messages in groups" });
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("link", { name: "Notifications" }).click();
    await shows.waitFor();
    await reader.context.setOffline(true);
    await shows.selectOption("2h");
    await page.getByText("This was not saved.").waitFor();
    await eventually(() => shows.inputValue()).toBe("30m");
    await reader.context.setOffline(false);
    const settings = page.getByRole("region", { name: "When you are away" });
    await settings.getByRole("button", { name: "Try again" }).click();
    await eventually(() => shows.inputValue()).toBe("2h");
    await page.getByText("Saved").waitFor();
  });
});

/** A host platform that is told of notifications, and takes care of all of them. */
const platform = createServer((_request, response) => {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ handled: true }));
});
afterAll(() => void platform.close());

async function withPlatform() {
  await new Promise<void>((resolve) => {
    platform.listen(0, "127.0.0.1", resolve);
  });
  const address = platform.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    NOTIFICATION_WEBHOOK_URL: `http://127.0.0.1:${address.port}/notifications`,
    NOTIFICATION_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString("base64")}`,
  };
}

browserSuite(
  "notifications through the platform",
  (stage) => {
    test("NTFS-13, NTFS-14: the settings say when the next notification comes, and a test is listed with its outcome", async () => {
      const { mentor, mentee } = stage().nextPair();
      const writer = await correspond(stage().server.url, mentee);
      await sendAll(writer, await conversationWith(writer, mentor), ["Unread"]);
      const { page } = await person(stage().browser, mentor.name, {
        ...stage().server,
        viewport: { width: 390, height: 844 },
        reducedMotion: "reduce",
      });
      await page.goto(`${stage().server.url}/settings/notifications`);
      await page.getByText("You have not been notified yet.").waitFor();
      await page.getByRole("button", { name: "Send a test through the platform" }).click();
      const rows = page.getByRole("list", { name: "Your last notifications" });
      await rows.getByRole("listitem").getByText("The platform took care of it.").waitFor();
      await page.getByRole("button", { name: "Send a test through the platform" }).click();
      await page.getByText("The test was not sent.").waitFor();
      await expectClean(page, "notifications");
      for (const name of ["Direct messages", "Messages in groups", "Messages that mention you"])
        await page.getByRole("combobox", { name }).selectOption("off");
      await page.getByRole("combobox", { name: "Summary of unread messages" }).selectOption("off");
      await page.getByText("Your settings switch off notifications").waitFor();
    });

    test("NTFS-15: who writes sees when the other user will be notified, until they have read it", async () => {
      const { mentor, mentee } = stage().nextPair();
      const other = await correspond(stage().server.url, mentor);
      await other.api.notifications.updateSettings.mutate({ direct: "2h", sharesSchedule: true });
      const conversationId = await conversationWith(other, mentee);
      const { page } = await person(stage().browser, mentee.name, stage().server);
      await openConversation(page, mentor.name);
      const line = page.getByText(
        new RegExp(`^${mentor.name} will be notified (tomorrow )?at \\d`),
      );
      await composer(page, mentor.name).fill("Are you there?");
      await line.waitFor();
      await expectClean(page, "expected notification");
      await page.keyboard.press("Enter");
      await messagesWith(page, mentor.name).getByText("Are you there?").waitFor();
      await line.waitFor();
      const stored = () => other.api.conversations.get.query({ conversationId });
      await eventually(async () => (await stored()).lastMessage?.body).toBe("Are you there?");
      const { lastSeq } = await stored();
      await other.api.messages.markRead.mutate({ conversationId, seq: lastSeq });
      await line.waitFor({ state: "detached" });
    });
  },
  withPlatform,
);
