// @vitest-environment happy-dom
import { cleanup, render } from "@testing-library/react";
import { afterEach, beforeAll, expect, test } from "vitest";
import { loadFormatting } from "../use-formatting.ts";
import { ConversationPreview } from "./conversation-preview.tsx";

beforeAll(loadFormatting);
afterEach(cleanup);

test("FMT-6: the list of conversations shows the words of a message without its marks", () => {
  const text = "Bring:\n- *notes*\n- `code`";
  render(<ConversationPreview preview={{ kind: "other", author: null, text }} />);
  expect(document.body.textContent?.trim()).toBe("Bring: • notes • code");
  cleanup();
  render(<ConversationPreview preview={{ kind: "draft", text: "*half" }} />);
  expect(document.body.textContent).toContain("*half");
});
