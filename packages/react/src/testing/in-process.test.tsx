// @vitest-environment happy-dom
import { createTestApi, type TestApi } from "@parley/api/testing";
import { ChatWindow } from "@parley/react";
import { simulateLayout, withMessaging } from "@parley/react/testing";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

let api: TestApi | undefined;
// The first start on a machine creates the database; a busy one takes a while.
beforeAll(async () => {
  api = await createTestApi();
}, 60_000);
afterAll(() => api?.close());
afterEach(cleanup);

test("two users write to each other", async () => {
  const undoLayout = simulateLayout();
  if (api === undefined) throw new Error("the start failed");
  await api.addPeople({ ada: "MENTOR", ben: "MENTEE" });
  const conversationId = await api.addGroup({ id: "north", mentor: "ada", mentees: ["ben"] });
  const [ada, ben] = [api.client("ada"), api.client("ben")];
  render(<ChatWindow conversationId={conversationId} />, { wrapper: withMessaging(ada) });
  const field = await screen.findByRole("textbox");
  fireEvent.change(field, { target: { value: "Good morning" } });
  fireEvent.keyDown(field, { key: "Enter" });
  expect(await screen.findByText("Sent")).toBeTruthy();
  ben.outbox.send({ conversationId, body: "Hi Ada" });
  expect(await screen.findByText("Hi Ada")).toBeTruthy();
  undoLayout();
});
