// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import fc from "fast-check";
import { afterEach, beforeAll, expect, test } from "vitest";
import { loadFormatting } from "../../use-formatting.ts";
import { OptionsProvider } from "../../../provider/options-context.ts";
import { MessageBody } from "./message-body.tsx";
import { unfoldForCopy } from "./message-body.tsx";

beforeAll(loadFormatting);
afterEach(cleanup);

const show = (body: string, isUnfolded = false, formatting: "shown" | "plain" = "shown") =>
  render(
    <OptionsProvider options={{ formatting }}>
      <div onCopy={unfoldForCopy}>
        <MessageBody
          body={body}
          mentioned={[]}
          userId="me"
          isUnfolded={isUnfolded}
          onUnfold={() => {}}
        />
      </div>
    </OptionsProvider>,
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

test("FMT-1: formatting is drawn with the elements that name it, and links work in it", () => {
  show(
    "*bold* _italic_ ~strike~ `code` [*label*](https://example.org/a)\n> said\n- one\n- two\n\n3. c\n4. d\n```\nx\n```",
  );
  expect(text()?.querySelector("strong")?.textContent).toBe("bold");
  expect(text()?.querySelector("em")?.textContent).toBe("italic");
  expect(text()?.querySelector("s")?.textContent).toBe("strike");
  expect(text()?.querySelector("code")?.textContent).toBe("code");
  expect(text()?.querySelector("blockquote")?.textContent).toBe("said");
  expect(text()?.querySelector("pre")?.textContent).toBe("x");
  const [bullets, numbers] = screen.getAllByRole("list");
  expect(bullets?.textContent).toBe("onetwo");
  expect([...(numbers?.children ?? [])].map((item) => item.getAttribute("value"))).toEqual([
    "3",
    "4",
  ]);
  // FMT-3: where it leads is shown.
  const link = screen.getByRole("link", { name: "label (example.org)" });
  expect(link.getAttribute("href")).toBe("https://example.org/a");
});

test("FMT-3: a label is no other address", () => {
  show("[https://bank.example](https://evil.example)");
  expect(screen.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual([
    "https://bank.example/",
    "https://evil.example/",
  ]);
});

test("FMT-7: as plain text a message is what was typed, with its links", () => {
  const typed = "*bold*\n- https://example.org";
  show(typed, false, "plain");
  expect(seen()).toBe(typed);
  expect(screen.getByRole("link").textContent).toBe("https://example.org");
  expect(document.querySelector("strong, ul")).toBeNull();
});

test("TXT-5: a long formatted text is folded, and marks do not count as its end", () => {
  show(`${Array.from({ length: 60 }, (_, at) => `- *item ${at}*`).join("\n")}\nlast`);
  expect(screen.getAllByRole("listitem").length).toBeLessThan(30);
  cleanup();
  show(`${Array.from({ length: 60 }, (_, at) => `- *item ${at}*`).join("\n")}\nlast`, true);
  expect(screen.getAllByRole("listitem")).toHaveLength(60);
  expect(seen()?.endsWith("last")).toBe(true);
});
