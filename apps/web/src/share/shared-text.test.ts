// @vitest-environment happy-dom
import { afterEach, expect, test } from "vitest";
import { sharedText, textOf } from "./shared-text.ts";

afterEach(() => {
  sharedText.forget();
  history.replaceState(null, "", "/");
});

test.each([
  [{ title: "A talk", text: "Worth an hour", url: "https://example.org/a" }, 3],
  [{ title: "A talk", text: "A talk https://example.org/a", url: "https://example.org/a" }, 1],
  [{ title: "Same", text: "Same" }, 1],
  [{ title: " ", text: "", url: "https://example.org/a" }, 1],
  [{}, 0],
])(
  "TCH-4: the parts %o are one text without repetition",
  (parts: Record<string, string>, lines) => {
    const text = textOf(new URLSearchParams(parts));
    expect(text === "" ? 0 : text.split("\n").length).toBe(lines);
    for (const part of Object.values(parts)) expect(text).toContain(part.trim());
  },
);

test("TCH-4: what is shared leaves the address at once, and is kept until it is used", () => {
  history.replaceState(null, "", "/share?text=Hello%20you&unknown=1");
  expect(sharedText.take()).toBe("Hello you");
  expect(location.href).toMatch(/\/share$/);
  expect(sharedText.take()).toBe("Hello you");
  sharedText.forget();
  expect(sharedText.take()).toBe("");
});

test("TCH-4: other addresses share nothing", () => {
  history.replaceState(null, "", "/settings?text=Hello");
  expect(sharedText.take()).toBe("");
  expect(location.search).toBe("?text=Hello");
});
