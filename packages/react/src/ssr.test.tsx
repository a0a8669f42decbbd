import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { MessagesPage, MessagingProvider } from "./index.ts";
import { createDemoServer, withNoah } from "@parley/client/testing";

test("a server renders the page without a window, opens no connection, and renders placeholders", () => {
  expect("window" in globalThis).toBe(false);
  const server = createDemoServer();
  const html = renderToString(
    <MessagingProvider client={server.client()}>
      <MessagesPage defaultConversationId={withNoah} />
    </MessagingProvider>,
  );
  expect(html).toContain("parley-skeleton");
  expect(html).toContain("Conversations");
  expect(server.subscriptions.size).toBe(0);
});
