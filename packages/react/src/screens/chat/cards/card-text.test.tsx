// @vitest-environment happy-dom
import { withNoah } from "@parley/client/testing";
import type { ActionItem } from "@parley/contract";
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { simulateLayout } from "../../../testing/index.tsx";
import { renderWithMessaging } from "../../../testing/render-page.tsx";
import { MessagesPage } from "../../page/messages-page.tsx";
import { serveCards } from "./testing/serve-cards.ts";

vi.mock("./item-card.tsx", () => new Promise(() => undefined));

let takeHeights: () => void;
beforeEach(() => {
  takeHeights = simulateLayout();
});
afterEach(() => {
  cleanup();
  takeHeights();
});

const item: ActionItem = {
  ...{ kind: "action_item", id: "01a22c59-0000-7000-8000-000000000002" },
  ...{ conversationId: withNoah, seq: 2, creatorId: "noah", ownerId: "me", text: "Send the CV" },
  ...{ dueOn: null, state: "open", sourceSeq: null, version: 1 },
  changedAt: "2026-11-20T10:00:00.000Z",
};

test("CARD-1: a card whose code is not there yet is the text of its message", async () => {
  renderWithMessaging(
    <MessagesPage defaultConversationId={withNoah} />,
    serveCards([item], () => "☑ Send the CV (2026-12-04)"),
  );
  const log = within(await screen.findByRole("log"));
  expect(await log.findByText("☑ Send the CV (2026-12-04)")).toBeTruthy();
});
