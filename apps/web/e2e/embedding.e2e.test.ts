import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BrowserContext, Page } from "playwright-core";
import { build, defaultClientConditions } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { composer, messagesWith, openConversation, write } from "./support/person.ts";
import { browserSuite } from "./support/suite.ts";

/** Worst-case rules of real pages: unlayered, on every element, some important. */
const HOSTILE = `
  * { letter-spacing: 3px !important; line-height: 3; outline: 2px solid red !important; }
  div, section, ul, li, form { padding: 9px; margin: 7px !important; float: left; background: yellow !important; }
  button, input, textarea { text-transform: uppercase; border: 5px dashed blue; font: 30px cursive !important; }
  a { color: lime !important; display: inline !important; }
  p, h1, h2, span, time { font-size: 40px; text-align: right; }
  [role] { visibility: hidden; } svg { width: 200px !important; }
  body { direction: ltr; font: italic 30px fantasy; color: fuchsia; word-spacing: 20px; }
`;

/** Rules for elements, as ordinary pages have them. They set everything that is not inherited from the page. */
const ORDINARY = `
  * { box-sizing: content-box; }
  nav { display: flex; gap: 2rem; padding: 3rem; background: navy; }
  main nav, body div nav ul li { position: absolute; color: lime; }
  header, section, article, aside, footer { display: grid; margin: 2rem; border: 3px solid red; }
  button, body main button { padding: 1rem 3rem; border-radius: 9px; background: blue; text-transform: uppercase; }
  a { color: lime; text-decoration: underline wavy; font-weight: 900; }
  p, h1, h2, h3, ul, li, form, label, time, span { margin: 1.5rem; font-size: 40px; line-height: 3; list-style: square; }
  input, textarea { inline-size: 100%; border: 5px dashed blue; }
  img, svg { display: block; max-inline-size: 8px; }
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-embedding-"));
  const root = fileURLToPath(new URL("./embedding", import.meta.url));
  await build({
    root,
    base: "/embedding/",
    configFile: false,
    logLevel: "error",
    resolve: { conditions: ["source", ...defaultClientConditions] },
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0 },
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const types = { html: "text/html", js: "text/javascript", css: "text/css" } as const;
const typeOf = (path: string) =>
  Object.entries(types).find(([ending]) => path.endsWith(`.${ending}`))?.[1] ?? "text/plain";

/** The host's page, under the server's origin, so that it may call it. */
async function serveHostPage(context: BrowserContext) {
  await context.route("**/embedding/**", async (route) => {
    const path = new URL(route.request().url()).pathname.replace("/embedding/", "") || "index.html";
    await route.fulfill({ body: await readFile(join(folder, path)), contentType: typeOf(path) });
  });
}

/**
 * Adds a stylesheet, and returns how many elements Parley has and which of their computed values changed. Runs in the page,
 * without a pause: what appears a moment later, such as a banner about the connection, has changed nothing.
 */
const changesBy = (css: string) => {
  const root = document.querySelector("#parley > div")?.shadowRoot ?? document;
  const elements = [...root.querySelectorAll("[class|=parley], [class|=parley] *")];
  const valuesOf = (element: Element) => {
    const style = getComputedStyle(element);
    return Array.from(style, (name) => `${name}: ${style.getPropertyValue(name)}`);
  };
  /** Ends what is on its way from one value to another. Other animations stand still until the next frame. */
  const endTransitions = () => {
    for (const animation of root.getAnimations())
      if (animation instanceof CSSTransition) animation.finish();
  };
  endTransitions();
  const before = elements.map(valuesOf);
  document.head.append(Object.assign(document.createElement("style"), { textContent: css }));
  endTransitions();
  const changes = elements.flatMap((element, at) => {
    const changed = valuesOf(element).filter((value, index) => value !== before[at]?.[index]);
    return changed.map((value) => `${element.tagName} ${element.getAttribute("class")} ${value}`);
  });
  return { elements: elements.length, changes: changes.slice(0, 20) };
};

/** Every computed value of the host's own elements. Runs in the page. */
const readHost = () =>
  ["h1", "p", "a", "button", "label", "input", "ul", "li", "body", "html"].map((selector) => {
    const element = document.querySelector(selector);
    if (element === null) throw new Error(`no ${selector}`);
    const style = getComputedStyle(element);
    return [selector, Array.from(style, (name) => `${name}: ${style.getPropertyValue(name)}`)];
  });

browserSuite("embedded in a host's page", (stage) => {
  async function hostPage(query: string): Promise<Page> {
    const context = await stage().browser.newContext({ locale: "en-GB" });
    await serveHostPage(context);
    const page = await context.newPage();
    await page.goto(`${stage().server.url}/embedding/?${query}`);
    return page;
  }

  test("SCR-1: isolated, no rule of the page affects Parley, which can be read and written in", async () => {
    const { mentor, mentee } = stage().nextPair();
    const page = await hostPage(`person=${mentor.id}&isolated`);
    await openConversation(page, mentee.name);
    await composer(page, mentee.name).waitFor();
    const { elements, changes } = await page.evaluate(changesBy, HOSTILE);
    expect(changes).toEqual([]);
    expect(elements).toBeGreaterThan(100);
    // The rules are in effect: they change the host's elements.
    expect(await page.locator("h1").evaluate((h1) => getComputedStyle(h1).fontSize)).toBe("40px");
    await write(page, mentee.name, "written on a hostile page");
    await messagesWith(page, mentee.name).getByText("written on a hostile page").waitFor();
  });

  test("SCR-9: rules of the page for elements do not reach Parley; a rule for one of its classes does", async () => {
    const { mentor, mentee } = stage().nextPair();
    const page = await hostPage(`person=${mentor.id}`);
    await openConversation(page, mentee.name);
    await write(page, mentee.name, "written on an ordinary page");
    await messagesWith(page, mentee.name).getByText("written on an ordinary page").waitFor();
    await page.getByText("Sent", { exact: true }).last().waitFor();
    const { elements, changes } = await page.evaluate(changesBy, ORDINARY);
    expect(changes).toEqual([]);
    expect(elements).toBeGreaterThan(100);
    expect(await page.locator("h1").evaluate((h1) => getComputedStyle(h1).fontSize)).toBe("40px");
    await page.addStyleTag({ content: ".parley-composer { background: rgb(1, 2, 3) }" });
    const composed = page.locator(".parley-composer");
    await expect
      .poll(() => composed.evaluate((element) => getComputedStyle(element).backgroundColor))
      .toBe("rgb(1, 2, 3)");
  });

  test("SCR-2: Parley's stylesheet affects nothing around it", async () => {
    const { mentor } = stage().nextPair();
    const context = await stage().browser.newContext({ locale: "en-GB" });
    await serveHostPage(context);
    const page = await context.newPage();
    const scripts = "**/embedding/assets/*.js";
    await context.route(scripts, (route) => route.abort());
    await page.goto(`${stage().server.url}/embedding/?person=${mentor.id}`);
    const before = await page.evaluate(readHost);
    await context.unroute(scripts);
    await page.reload();
    await page.getByRole("list", { name: "Conversations" }).waitFor();
    await expect.poll(() => page.evaluate(() => document.styleSheets.length)).toBe(1);
    expect(await page.evaluate(readHost)).toEqual(before);
  });
});
