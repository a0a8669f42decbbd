import { expect, test } from "vitest";
import { findLinks } from "./links.ts";

const links = (text: string) =>
  findLinks(text).flatMap((part) => (part.kind === "link" ? [[part.text, part.href]] : []));
const hrefs = (text: string) => links(text).map(([, href]) => href);

test("web and mail addresses become links", () => {
  expect(links("see https://example.org/a?b=c#d and http://example.org")).toEqual([
    ["https://example.org/a?b=c#d", "https://example.org/a?b=c#d"],
    ["http://example.org", "http://example.org/"],
  ]);
  expect(hrefs("www.example.org/x")).toEqual(["https://www.example.org/x"]);
  expect(hrefs("write to ana.k+chat@example.org, please")).toEqual([
    "mailto:ana.k+chat@example.org",
  ]);
  expect(hrefs("mailto:ana@example.org")).toEqual(["mailto:ana@example.org"]);
});

test("the sentence around an address is not part of it", () => {
  expect(hrefs("Look at https://example.org/a.")).toEqual(["https://example.org/a"]);
  expect(hrefs("(https://example.org/a), or")).toEqual(["https://example.org/a"]);
  expect(hrefs("https://en.example.org/wiki/Tea_(drink)")).toEqual([
    "https://en.example.org/wiki/Tea_(drink)",
  ]);
  expect(hrefs("見て：https://example.org/a。")).toEqual(["https://example.org/a"]);
  expect(hrefs('<a href="https://example.org/a">')).toEqual(["https://example.org/a"]);
});

test("nothing but web and mail addresses is ever a link", () => {
  const dangerous = [
    "javascript:alert(1)",
    "JAVASCRIPT://example.org/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:https",
    "http://",
    "https://?",
    "mailto:",
    "a.b",
    "12:30",
    "@example.org",
  ];
  for (const text of dangerous) expect(links(text), text).toEqual([]);
});

test("an invisible character that could disguise an address ends it", () => {
  expect(hrefs("https://example.org/\u202Egnp.exe")).toEqual(["https://example.org/"]);
  expect(hrefs("https://exam\u200Bple.org")).toEqual(["https://exam/"]);
});

test("the parts put together are the text itself", () => {
  const texts = [
    "",
    "no link",
    "https://example.org",
    "a https://example.org/b, www.example.org. c@d.example!",
    "((https://example.org/x)) mailto:broken http://",
  ];
  for (const text of texts) {
    expect(findLinks(text).reduce((whole, part) => whole + part.text, "")).toBe(text);
  }
});

test("a hostile text of full length is read at once", () => {
  const began = performance.now();
  findLinks("a@".repeat(2_500));
  findLinks(`https://${")".repeat(4_900)}`);
  findLinks("www.".repeat(1_250));
  findLinks("a.".repeat(2_500));
  // Generous for a slow machine, and below what quadratic steps over such texts take.
  expect(performance.now() - began).toBeLessThan(500);
});
