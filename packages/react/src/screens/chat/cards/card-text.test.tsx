// @vitest-environment happy-dom
import { withNoah } from "@parley/client/testing";
import type { ActionItem } from "@parley/contract";
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { simulateLayout, withMessaging } from "../../../testing/index.tsx";
import { MessagesPage } from "../../page/messages-page.tsx";
import { serveCards } from "./testing/serve-cards.ts";

const code = vi.hoisted(() => Promise.withResolvers<object>());
vi.mock("./item-card.tsx", () => code.promise);

let takeHeights: () => void;
beforeEach(() => {
  takeHeights = simulateLayout();
});
afterEach(() => {
  cleanup();
  takeHeights();
  // Vitest waits for imports that have begun.
  code.resolve({ ItemCard: () => null });
});

const item: ActionItem = {
  ...{ kind: "action_item", id: "01a22c59-0000-7000-8000-000000000002" },
  ...{ conversationId: withNoah, seq: 2, creatorId: "noah", ownerId: "me", text: "Send the CV" },
  ...{ dueOn: null, state: "open", sourceSeq: null, version: 1 },
  changedAt: "2026-11-20T10:00:00.000Z",
};

test("CARD-1: a card whose code is not there yet is the text of its message", async () => {
  const server = serveCards([item], () => "☑ Send the CV (2026-12-04)");
  render(<MessagesPage defaultConversationId={withNoah} />, {
    wrapper: withMessaging(server.client()),
  });
  const log = within(await screen.findByRole("log"));
  expect(await log.findByText("☑ Send the CV (2026-12-04)")).toBeTruthy();
});
