import { createParleyClient } from "@parley/client";
import { signInProblems } from "@parley/contract/sign-in";
import { freePort } from "@parley/embedded-postgres/free-port";
import {
  type OpenIdProvider,
  providerVariables,
  startOpenIdProvider,
} from "@parley/server/testing/openid-provider";
import type { Page } from "playwright-core";
import {
  createDataDirectory,
  removeDataDirectory,
  startChildServer,
} from "../support/child-server.ts";
import {
  type FakePlatform,
  platformKey,
  serviceToken,
  startFakePlatform,
} from "../support/fake-platform.ts";
import type { Scene } from "./scene.ts";

/** A server in production, in which Ada mentors Ben. */
export interface ProductionServer {
  readonly url: string;
  stop(): Promise<void>;
}

async function startServer(
  variables: (url: string) => Record<string, string>,
  stopOthers: () => Promise<void>,
): Promise<ProductionServer> {
  const data = await createDataDirectory();
  const port = await freePort();
  const env = { ...platformKey, ...variables(`http://127.0.0.1:${port}`) };
  const server = await startChildServer({ data, port, env });
  const service = createParleyClient({ url: `${server.url}/trpc`, token: serviceToken });
  const { users, groups } = service.trpc;
  await users.upsert.mutate({ ...ada, email: "ada@school.example" });
  await users.upsert.mutate({ id: "ben", name: "Ben Kim", role: "MENTEE" });
  const group = { id: "algebra", name: "Algebra circle", mentorId: "ada", menteeIds: ["ben"] };
  await groups.create.mutate(group);
  service.close();
  return {
    url: server.url,
    async stop() {
      await server.stop();
      await removeDataDirectory(data);
      await stopOthers();
    },
  };
}

const ada = { id: "ada", name: "Ada Obi", role: "MENTOR" } as const;

let platform: FakePlatform;
let provider: OpenIdProvider;

/** A server whose users sign in at a host platform. */
export async function startHandOff(): Promise<ProductionServer> {
  platform = await startFakePlatform();
  const variables = (url: string) => ({
    PUBLIC_URL: url,
    SIGN_IN_URL: `${platform.url}/login`,
    SIGN_IN_NAME: "Mentors United",
  });
  return startServer(variables, () => platform.close());
}

/** A server whose users choose one of two OpenID providers. */
export async function startProviders(): Promise<ProductionServer> {
  provider = await startOpenIdProvider();
  provider.user = { sub: "1", email: "ada@school.example", email_verified: true };
  provider.signsOut = true;
  const started = provider;
  const variables = (url: string) => ({
    PUBLIC_URL: url,
    OIDC_PROVIDERS: "school,library",
    ...providerVariables(started, { id: "SCHOOL", name: "Hillcrest School" }),
    ...providerVariables(started, { id: "LIBRARY", name: "the City Library" }),
  });
  return startServer(variables, async () => provider[Symbol.asyncDispose]());
}

/** Until the page shows nothing that it waits for; the texts depend on its language. */
const settled = (page: Page) => page.getByRole("main").first().waitFor();
const signedIn = (page: Page) => page.getByRole("tabpanel").waitFor();
const ways = (page: Page) => page.locator("a[href^='/sign-in/start']").first();

/** The same user in a second browser. */
async function signInElsewhere({ context, url }: Scene) {
  const iPhone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1";
  const elsewhere = await context.browser()?.newContext({ userAgent: iPhone });
  const page = await elsewhere?.newPage();
  await page?.goto(url);
  await page?.getByRole("link", { name: "Go on as Ada Obi" }).click();
  if (page !== undefined) await signedIn(page);
  await elsewhere?.close();
}

async function shootSettings(scene: Scene) {
  const { page, context, url, shoot } = scene;
  await signInElsewhere(scene);
  const list = page.locator("section").filter({ has: page.locator("ul li p.font-medium") });
  await page.goto(`${url}/settings`);
  await list.last().scrollIntoViewIfNeeded();
  await shoot("sessions");
  await context.route("**/sign-in/sessions", (route) => route.abort());
  await page.reload();
  const failed = page.getByRole("alert");
  await failed.scrollIntoViewIfNeeded();
  await shoot("sessions-failed");
  await context.unrouteAll();
}

/** Signing in on the host platform, and how a session ends. */
export async function shootHandOff(scene: Scene): Promise<void> {
  const { page, context, url, shoot } = scene;
  platform.user = ada;
  // The page stays while it waits.
  await context.route("**/sign-in/start**", (route) => route.fulfill({ status: 204 }));
  const opening = await context.newPage();
  await opening.goto(url);
  await opening.locator("main p[role=status]").waitFor();
  await opening.bringToFront();
  await scene.shoot("leaving", opening);
  await opening.close();
  await context.unrouteAll();
  const goOn = page.getByRole("link", { name: "Go on as Ada Obi" });
  await page.goto(url);
  await goOn.or(ways(page)).waitFor();
  // A tab goes there directly once.
  if (await ways(page).isVisible()) await ways(page).click();
  await goOn.click();
  await signedIn(page);
  await shootSettings(scene);
  // Cut off while another tab signs out.
  await page.goto(url);
  await signedIn(page);
  await context.route("**/sign-in/**", (route) => route.abort());
  await page.getByRole("banner").getByRole("button").last().click();
  await page.getByRole("alert").waitFor();
  await shoot("sign-out-waits");
  await context.unrouteAll();
  await page.getByRole("alert").getByRole("button").last().click();
  await ways(page).waitFor();
  await shoot("left");
  await ways(page).click();
  await goOn.click();
  await signedIn(page);
  const headers = {
    authorization: `Bearer ${await serviceToken()}`,
    "content-type": "application/json",
  };
  const body = JSON.stringify({ userId: "ada" });
  await fetch(`${url}/sign-in/sign-out-user`, { method: "POST", headers, body });
  await ways(page).waitFor();
  await shoot("ended");
}

/** The choice between providers, every problem of a sign-in, and a sign-out at the provider. */
export async function shootProviders({ page, context, url, shoot }: Scene): Promise<void> {
  await ways(page).waitFor();
  await shoot("choice");
  for (const problem of signInProblems) {
    await page.goto(`${url}/?sign-in=${problem}`);
    await page.getByRole("alert").waitFor();
    await shoot(problem);
  }
  await context.addInitScript(() => {
    if (location.hash !== "#without-cookies") return;
    Object.defineProperty(Navigator.prototype, "cookieEnabled", { value: false });
  });
  await page.goto(`${url}/#without-cookies`);
  await page.reload();
  await page.getByRole("alert").waitFor();
  await shoot("without-cookies");
  await page.goto(`${url}/`);
  await ways(page).click();
  await signedIn(page);
  await page.getByRole("banner").getByRole("button").last().click();
  await page.waitForURL(`${url}/`);
  await ways(page).waitFor();
  await settled(page);
  await shoot("signed-out-there");
}
