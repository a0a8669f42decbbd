// @vitest-environment happy-dom
import { createRoot } from "react-dom/client";
import { afterEach, expect, test, vi } from "vitest";
import { languages } from "../i18n/languages.ts";
import { brokenTexts } from "./broken-texts.ts";
import { ErrorBoundary } from "./error-boundary.tsx";

afterEach(() => {
  document.documentElement.lang = "";
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

function Broken(): never {
  throw new Error("a part failed");
}

test.each(languages)(
  "a page that stopped working says so in its language: %s",
  async (language) => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    document.documentElement.lang = language;
    const root = createRoot(document.body.appendChild(document.createElement("div")));
    root.render(
      <ErrorBoundary>
        <Broken />
      </ErrorBoundary>,
    );
    const title = brokenTexts[language]?.title ?? "This page stopped working";
    await expect.poll(() => document.querySelector("h1")?.textContent).toBe(title);
    expect(document.querySelector("[role=alert] a")?.getAttribute("href")).toBe("/");
    root.unmount();
  },
);
