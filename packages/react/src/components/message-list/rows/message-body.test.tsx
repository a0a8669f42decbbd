// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { MessageBody } from "./message-body.tsx";
import { unfoldForCopy } from "./message-body.tsx";

afterEach(cleanup);

const show = (body: string, isUnfolded = false) =>
  render(
    <div onCopy={unfoldForCopy}>
      <MessageBody
        body={body}
        mentioned={[]}
        userId="me"
        isUnfolded={isUnfolded}
        onUnfold={() => {}}
      />
    </div>,
  );
const text = () => document.querySelector(".parley-bubble__text");
const seen = () => text()?.textContent;

test("TXT-5: every line break is rendered", () => {
  const breaks = ["\n", "\r\n", "\r", "\v", "\f", "\u0085", "\u2028", "\u2029"];
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string({ maxLength: 4 }), fc.constantFrom(...breaks)), {
        minLength: 1,
        maxLength: 6,
      }),
      (lines) => {
        const words = lines.map(([word]) => word.replaceAll(/[\s\u0085@]/gu, "") + "x");
        cleanup();
        show(lines.map(([, end], at) => words[at] + end).join(""));
        expect(text()?.textContent).toBe(words.map((word) => `${word}\n`).join(""));
      },
    ),
    { numRuns: 50 },
  );
});

test("TXT-5: copying a selection across a folded text copies all of it, and folds it again afterwards", async () => {
  const body = Array.from({ length: 60 }, (_, at) => `line ${at}`).join("\n");
  show(body);
  const folded = seen();
  expect(folded?.length).toBeLessThan(body.length / 2);
  fireEvent.copy(text() ?? document.body);
  expect(seen()).toBe(body);
  await new Promise((resolve) => requestAnimationFrame(resolve));
  expect(seen()).toBe(folded);
});

test("TXT-1: an address that is cut by folding opens as a whole", () => {
  const address = `https://example.org/${"a/".repeat(900)}`;
  show(`${"word ".repeat(250)}${address}${" word".repeat(400)}`);
  const link = screen.getByRole("link");
  expect(link.textContent?.length).toBeLessThan(address.length);
  expect(link.getAttribute("href")).toBe(address);
});
